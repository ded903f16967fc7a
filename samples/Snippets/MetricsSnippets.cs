using Microsoft.AspNetCore.Builder;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Valhalla.Governance;

namespace Snippets;

internal static class MetricsSnippets
{
    public static void Map(WebApplication app)
    {
        #region metrics-map
        app.MapValhalla(options => options.MetricsPath = "/metrics");
        #endregion
    }

    public static void Export()
    {
        #region metrics-otlp
        using var meters = Sdk.CreateMeterProviderBuilder()
            .AddMeter(ValhallaTelemetry.MeterName)
            .AddOtlpExporter()
            .Build();
        using var traces = Sdk.CreateTracerProviderBuilder()
            .AddSource(ValhallaTelemetry.ActivitySourceName)
            .AddOtlpExporter()
            .Build();
        #endregion
    }
}
