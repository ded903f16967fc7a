namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Carries out one call of an endpoint.</summary>
internal delegate ValueTask<Answer> EndpointHandler(EndpointCall call);
