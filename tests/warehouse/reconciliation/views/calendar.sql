-- Periods from first principles. US fiscal quarters begin with calendar ones; the US
-- fiscal year begins on 1 October.
create temp macro period_of(grain, day) as
    case grain
        when 'month' then make_date(year(day), month(day), 1)
        when 'year' then make_date(year(day), 1, 1)
        when 'fiscal_year' then
            make_date(year(day) - case when month(day) < 10 then 1 else 0 end, 10, 1)
        else make_date(year(day), 3 * quarter(day) - 2, 1)
    end;

create temp macro end_of(grain, period) as
    cast(
        period
        + case grain
            when 'month' then interval 1 month
            when 'quarter' then interval 3 month
            when 'fiscal_quarter' then interval 3 month
            else interval 1 year
        end
        - interval 1 day as date
    );
