SELECT
  "t1"."source",
  "t1"."target",
  "t1"."period",
  "t1"."quad",
  "t1"."kind",
  "t1"."mode",
  COUNT(*) AS "acts",
  SUM(CAST("t1"."count" AS BIGINT)) AS "reports"
FROM (
  SELECT
    "t0"."start",
    "t0"."end",
    "t0"."source",
    "t0"."target",
    "t0"."quad",
    "t0"."kind",
    "t0"."mode",
    "t0"."count",
    CAST(DATE_TRUNC('WEEK', CAST("t0"."start" AS TIMESTAMP)) AS DATE) AS "period",
    CAST(DATE_TRUNC('WEEK', CAST("t0"."end" AS TIMESTAMP)) AS DATE) AS "until"
  FROM "asked" AS "t0"
  WHERE
    CAST(DATE_TRUNC('WEEK', CAST("t0"."start" AS TIMESTAMP)) AS DATE) = CAST(DATE_TRUNC('WEEK', CAST("t0"."end" AS TIMESTAMP)) AS DATE)
) AS "t1"
GROUP BY
  1,
  2,
  3,
  4,
  5,
  6
