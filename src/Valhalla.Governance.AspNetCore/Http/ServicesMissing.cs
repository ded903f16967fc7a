namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>The answer to a host that maps or uses what it has not added.</summary>
internal static class ServicesMissing
{
    public static ValhallaConfigurationException For(string method) => new(
        HttpErrors.ServicesMissing,
        $"{method} needs the library's services. Call builder.Services.AddValhalla() before the application is built.");
}
