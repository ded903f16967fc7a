using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Audit;

/// <summary>What the endpoints of the audit take, for OpenAPI. See <see cref="Parameters"/>.</summary>
internal interface IAuditParameters
{
    void Events(
        [FromQuery(Name = "action"), Description("Only this action, such as kill_switch.engage.")] string? action,
        [FromQuery(Name = "subject"), Description("Only changes of this subject, such as an engine.")] string? subject,
        [FromQuery(Name = "actor"), Description("Only changes by this actor.")] string? actor,
        [FromQuery(Name = "limit"), Description(Words.Limit)] int? limit,
        [FromQuery(Name = "cursor"), Description(Words.Cursor)] string? cursor);

    void Verify(
        [FromQuery(Name = "sequence"), Description("A record that must be in the chain; with its hash.")]
        long? sequence,
        [FromQuery(Name = "hash"), Description("The hash of that record, 64 lower-case hex digits.")] string? hash);

    void State(
        [FromQuery(Name = "at"), Description("The instant, RFC 3339, such as 2026-01-31T15:30:00Z.")]
        DateTimeOffset at);

    void Export(
        [FromQuery(Name = "from"), Description("The first record, from 1. Default 1.")] long? from,
        [FromQuery(Name = "to"), Description("The last record. Default the end of the chain.")] long? to);
}
