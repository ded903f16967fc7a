using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.BuyerLiquidity;

/// <summary>What the endpoints of buyer liquidity take, for OpenAPI.</summary>
internal interface IBuyerLiquidityParameters
{
    void Nodes(
        [FromQuery(Name = "province"), Description("Only this province's.")] string? province,
        [FromQuery(Name = "property_type"), Description("Only this property type's.")] string? propertyType,
        [FromQuery(Name = "limit"), Description(Words.Limit)] int? limit,
        [FromQuery(Name = "cursor"), Description(Words.Cursor)] string? cursor);

    void Score(
        [FromQuery(Name = "province"), Description("The province or territory, such as ON.")] string province,
        [FromQuery(Name = "market"), Description("The market; absent asks for the province.")] string? market,
        [FromQuery(Name = "property_type"), Description("The property type. Default SFR.")] string? propertyType);

    void Feedback(
        [FromBody] FeedbackBody body,
        [FromHeader(Name = IdempotencyKeyHeader.Name), Description(Words.Key)] string? key);
}
