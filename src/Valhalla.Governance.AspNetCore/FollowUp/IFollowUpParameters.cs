using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>What the endpoints of the follow-up ladder take, for OpenAPI.</summary>
internal interface IFollowUpParameters
{
    void Create(
        [FromBody] CreateLadderBody body,
        [FromHeader(Name = IdempotencyKeyHeader.Name), Description(Words.Key)] string? key);

    void Complete(
        [FromRoute(Name = "id"), Description("The task's id.")] long id, [FromBody] CompleteFollowUpBody? body);

    void Claim([FromBody] ClaimFollowUpsBody body);

    void Stop(
        [FromRoute(Name = "id"), Description("The lead's id, up to 200 characters, no slash or percent.")] string id,
        [FromBody] StopFollowUpsBody body);

    void StopLead([FromBody] StopLeadBody body);

    void Due(
        [FromQuery(Name = "limit"), Description(Words.Limit)] int? limit,
        [FromQuery(Name = "cursor"), Description(Words.Cursor)] string? cursor);

    void Sla([FromQuery(Name = "days"), Description("How many days up to now, 1 to 366. Default 30.")] int? days);
}
