using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Valhalla.Governance.AspNetCore.Ramp;

/// <summary>What the endpoints of the influence ramp take, for OpenAPI.</summary>
internal interface IRampParameters
{
    void Decide([FromQuery(Name = "unit"), Description("The unit, 1 to 200 characters.")] string unit);

    void Compare([FromQuery(Name = "step"), Description("The step; the present one by default.")] long? step);

    void Change([FromBody] RampChangeBody body);

    void Set([FromBody] RampSetBody body);

    void Observe([FromBody] RampObservationsBody body);
}
