with

published as (
    select * from {{ ref('stg_published__quality_assessments') }}
),

registered as (
    select * from {{ ref('int_registers__quality_assessments_latest') }}
),

questions as (
    select * from {{ ref('quality_questions') }}
),

scopes as (
    select * from {{ ref('int_scopes__dated') }}
),

answers as (
    {% for relation in ['published', 'registered'] -%}
        select
            assessment_id,
            scope,
            metric,
            question_id,
            assessed_date,
            assessor_role,
            next_date,
            answer,
            comment_en,
            comment_ru,
            recommendation_en,
            recommendation_ru,
            recommendation_due_date,
            case
                when coalesce(recommendation_en, recommendation_ru) is not null
                    then coalesce(recommendation_state, 'open')
            end as recommendation_state,
            progress_en,
            progress_ru,
            provenance,
            source_id,
            {% if relation == 'published' -%}
                cast(null as string) as load_id,
                cast(null as bigint) as source_row,
                block_ids
            {%- else -%}
                load_id,
                source_row,
                cast(null as string) as block_ids
            {%- endif %}
        from {{ relation }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

final as (
    select
        answers.assessment_id,
        answers.scope,
        answers.metric,
        answers.question_id,
        answers.assessed_date,
        answers.assessor_role,
        answers.next_date,
        questions.standard,
        questions.sort_order,
        questions.question_en,
        questions.question_ru,
        answers.answer,
        answers.comment_en,
        answers.comment_ru,
        answers.recommendation_en,
        answers.recommendation_ru,
        answers.recommendation_due_date,
        answers.recommendation_state,
        case
            when
                answers.recommendation_state = 'open'
                and answers.recommendation_due_date < scopes.as_of_date
                then
                    cast(
                        {{ dbt.datediff(
                            'answers.recommendation_due_date', 'scopes.as_of_date',
                            'day',
                        ) }} as bigint
                    )
        end as days_late,
        answers.progress_en,
        answers.progress_ru,
        answers.provenance,
        answers.source_id,
        answers.load_id,
        answers.source_row,
        answers.block_ids
    from answers
    left join questions on answers.question_id = questions.question_id
    left join scopes on answers.scope = scopes.scope
)

select * from final
