using Microsoft.AspNetCore.Mvc;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>What the endpoints of the go-live gate take, for OpenAPI.</summary>
internal interface IGoLiveParameters
{
    void Enable([FromBody] GoLiveEnableBody? body);

    void Change([FromBody] GoLiveChangeBody? body);
}
