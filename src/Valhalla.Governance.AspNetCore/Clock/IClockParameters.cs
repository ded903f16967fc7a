using Microsoft.AspNetCore.Mvc;

namespace Valhalla.Governance.AspNetCore.Clock;

/// <summary>What the endpoints of the clock take, for OpenAPI.</summary>
internal interface IClockParameters
{
    void Acknowledge([FromBody] ClockAcknowledgeBody body);
}
