using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>What the endpoints of the risk guard take, for OpenAPI. See <see cref="Parameters"/>.</summary>
internal interface IRiskParameters
{
    void UpsertPolicy([FromBody] RiskPolicyUpsert body);

    void Check(
        [FromBody] CheckBody body,
        [FromHeader(Name = IdempotencyKeyHeader.Name), Description(Words.Key)] string? key);

    void Reserve(
        [FromBody] ReserveBody body,
        [FromHeader(Name = IdempotencyKeyHeader.Name), Description(Words.Key)] string? key);

    void Settle(
        [FromBody] SettleBody body,
        [FromHeader(Name = IdempotencyKeyHeader.Name), Description(Words.Key)] string? key);

    void Release(
        [FromBody] ReleaseBody body,
        [FromHeader(Name = IdempotencyKeyHeader.Name), Description(Words.Key)] string? key);

    void Reservation([FromRoute(Name = "id"), Description("The reservation's id.")] Guid id);

    void Reservations(
        [FromQuery(Name = "engine"), Description("Only this engine's.")] string? engine,
        [FromQuery(Name = "status"), Description("open, settled, released or expired.")] string? status,
        [FromQuery(Name = "correlation_id"), Description("Only with this correlation id.")] string? correlationId,
        [FromQuery(Name = "limit"), Description(Words.Limit)] int? limit,
        [FromQuery(Name = "cursor"), Description(Words.Cursor)] string? cursor);

    void Events(
        [FromQuery(Name = "engine"), Description("Only this engine's.")] string? engine,
        [FromQuery(Name = "kind"), Description(
            "reserved, denied, settled, released, expired, warning or halted.")] string? kind,
        [FromQuery(Name = "correlation_id"), Description("Only with this correlation id.")] string? correlationId,
        [FromQuery(Name = "reservation_id"), Description("Only this reservation's.")] string? reservationId,
        [FromQuery(Name = "limit"), Description(Words.Limit)] int? limit,
        [FromQuery(Name = "cursor"), Description(Words.Cursor)] string? cursor);
}
