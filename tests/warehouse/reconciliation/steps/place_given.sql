-- What states its scope, grain and period itself.
create or replace temp table placed as
select * from counted
where scope in $scopes and grain in $grains;
