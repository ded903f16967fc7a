using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Notices;

/// <summary>What the endpoints of outgoing notices take, for OpenAPI. See <see cref="Parameters"/>.</summary>
internal interface INoticeParameters
{
    void DeadLetters(
        [FromQuery(Name = "notifier"), Description("Only those of this notifier.")] string? notifier,
        [FromQuery(Name = "open"), Description("true for only those that are still not delivered.")] bool? open,
        [FromQuery(Name = "limit"), Description(Words.Limit)] int? limit,
        [FromQuery(Name = "cursor"), Description(Words.Cursor)] string? cursor);

    void Retry(
        [FromRoute(Name = "id"), Description("The dead letter's id.")] long id, [FromBody] RetryNoticeBody? body);
}
