using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Valhalla.Governance.AspNetCore.MarketPolicies;

/// <summary>What the endpoints of market policies take, for OpenAPI.</summary>
internal interface IMarketPolicyParameters
{
    void UpsertPolicy([FromBody] MarketPolicyUpsert body);

    void Effective(
        [FromQuery(Name = "province"), Description("The province or territory, such as ON.")] string province,
        [FromQuery(Name = "market"), Description("The market, such as TORONTO.")] string? market);

    void CanContact(
        [FromQuery(Name = "province"), Description("The province or territory, such as ON.")] string province,
        [FromQuery(Name = "market"), Description("The market, such as TORONTO.")] string? market,
        [FromQuery(Name = "channel"), Description("SMS or CALL.")] string channel,
        [FromQuery(Name = "lead_score"), Description("The score of the lead, 0 to 100.")] int? leadScore,
        [FromQuery(Name = "at"), Description("When, UTC; absent for now.")] DateTimeOffset? at,
        [FromQuery(Name = "weekday"), Description("With hhmm, instead of at: 0 for Monday to 6 for Sunday.")]
        int? weekday,
        [FromQuery(Name = "hhmm"), Description("What the recipient's clock shows, 00:00 to 23:59.")] string? hhmm);
}
