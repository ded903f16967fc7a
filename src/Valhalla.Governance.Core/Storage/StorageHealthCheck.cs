using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Valhalla.Governance.Storage;

/// <summary>Health of the store: it answers, and its schema is the expected one.</summary>
internal sealed class StorageHealthCheck(ISchemaProbe probe) : IHealthCheck
{
    public const string Name = "storage";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return Judge(await probe.ProbeAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (ValhallaStoreException exception)
        {
            return HealthCheckResult.Unhealthy(
                $"The store does not answer ({WireNames.Of(exception.Failure)}).", exception);
        }
    }

    private static HealthCheckResult Judge(SchemaStatus schema)
    {
        var data = new Dictionary<string, object>
        {
            ["provider"] = schema.Provider,
            ["installed"] = schema.Installed ?? 0,
            ["expected"] = schema.Expected,
        };
        return schema switch
        {
            { IsUsable: false } => HealthCheckResult.Unhealthy(
                "The store's schema is not at the expected version; apply the migrations.", data: data),
            { Warning: { } warning } => HealthCheckResult.Degraded(warning, data: data),
            _ => HealthCheckResult.Healthy("The store answers.", data),
        };
    }
}
