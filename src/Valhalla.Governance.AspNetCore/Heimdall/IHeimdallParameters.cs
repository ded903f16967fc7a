using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>What the endpoints of the Heimdall charter take, for OpenAPI.</summary>
internal interface IHeimdallParameters
{
    void UpsertPolicy([FromBody] HeimdallPolicyUpsert body);

    void Recommend(
        [FromBody] RecommendBody body,
        [FromHeader(Name = IdempotencyKeyHeader.Name), Description(Words.Key)] string? key);

    void Outcome(
        [FromRoute(Name = "id"), Description("The recommendation's id.")] long id, [FromBody] OutcomeBody body);

    void Promote([FromBody] PromotionBody body);

    void Demote([FromBody] DemotionBody body);

    void Scorecard(
        [FromQuery(Name = "domain"), Description("Only this domain's.")] string? domain,
        [FromQuery(Name = "model_version"), Description("Only this version's.")] string? modelVersion,
        [FromQuery(Name = "days"), Description("How many days up to today. Default 30.")] int? days);

    void Today(
        [FromQuery(Name = "domain"), Description("Only this domain's.")] string? domain,
        [FromQuery(Name = "model_version"), Description("Only this version's.")] string? modelVersion);
}
