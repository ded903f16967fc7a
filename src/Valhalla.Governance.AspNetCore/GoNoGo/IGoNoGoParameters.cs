using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>What the endpoints of the go/no-go board take, for OpenAPI.</summary>
internal interface IGoNoGoParameters
{
    void PostEvidence(
        [FromBody] EvidencePostBody body,
        [FromHeader(Name = IdempotencyKeyHeader.Name), Description(Words.Key)] string? key);

    void Evaluate([FromBody] EvaluateBoardBody? body);

    void SignOff([FromBody] SignOffRequestBody body);

    void Decide([FromBody] DecideBody body);

    void Decisions(
        [FromQuery(Name = "criteria"), Description("Whether to show every criterion. Default false.")] bool? criteria,
        [FromQuery(Name = "limit"), Description(Words.Limit)] int? limit,
        [FromQuery(Name = "cursor"), Description(Words.Cursor)] string? cursor);
}
