"""Which rows stand behind the figures of a scope."""

ROWS_OF_SCOPE = (
    "select row_scope from marts.dim_scope_rollup where figure_scope = $scope"
)
"""A subquery of the scopes whose rows the figures of `$scope` are computed over."""
