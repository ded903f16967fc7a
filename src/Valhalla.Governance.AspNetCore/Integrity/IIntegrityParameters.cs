using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Integrity;

/// <summary>What the endpoints of integrity alarms take, for OpenAPI. See <see cref="Parameters"/>.</summary>
internal interface IIntegrityParameters
{
    void Alarms(
        [FromQuery(Name = "all"), Description("true for those that somebody has acknowledged too.")] bool? all);

    void Acknowledge(
        [FromRoute(Name = "id"), Description("The alarm's id.")] long id, [FromBody] AcknowledgeBody body);
}
