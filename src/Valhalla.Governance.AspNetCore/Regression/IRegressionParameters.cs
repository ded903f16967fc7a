using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>What the endpoints of the regression tripwire take, for OpenAPI.</summary>
internal interface IRegressionParameters
{
    void UpsertPolicy([FromBody] RegressionPolicyUpsert body);

    void RecordKpi(
        [FromBody] KpiBody body,
        [FromHeader(Name = IdempotencyKeyHeader.Name), Description(Words.Key)] string? key);

    void RecordBatch(
        [FromBody] KpiBatchBody body,
        [FromHeader(Name = IdempotencyKeyHeader.Name), Description(Words.Key)] string? key);

    void Evaluate([FromBody] EvaluateBody body);

    void Rearm([FromBody] RearmBody body);

    void Backtest([FromBody] BacktestBody body);

    void Series(
        [FromQuery(Name = "domain"), Description("Only this domain's.")] string? domain,
        [FromQuery(Name = "metric"), Description("Only this metric's.")] string? metric,
        [FromQuery(Name = "correlation_id"), Description("Only with this correlation id.")] string? correlationId,
        [FromQuery(Name = "limit"), Description(Words.Limit)] int? limit,
        [FromQuery(Name = "cursor"), Description(Words.Cursor)] string? cursor);
}
