using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Valhalla.Governance.AspNetCore.Caching;
using Valhalla.Governance.AspNetCore.Health;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Metrics;

/// <summary>The library's metrics in the Prometheus text format, with the health checks as probes.</summary>
internal static class MetricsEndpoint
{
    private const string ProbeName = "valhalla_probe_success";
    private const string ProbeDurationName = "valhalla_probe_duration_seconds";

    public static void Map(IEndpointRouteBuilder endpoints, string path)
    {
        // From now on: what was measured before the first scrape counts, too.
        _ = endpoints.ServiceProvider.GetRequiredService<MetricCollector>();
        var spec = new EndpointSpec
        {
            Verb = HttpMethods.Get,
            Path = path.TrimStart('/'),
            Name = "GetMetrics",
            Tag = "System",
            Summary = "Shows the metrics of this node.",
            Description = "In the Prometheus text format 0.0.4. Role: read.",
            Handler = WriteAsync,
            Response = typeof(string),
            ResponseType = "text/plain",
        };
        _ = spec.Role;
        var ours = new ValhallaEndpointMetadata(spec.Name, spec.Path, spec.Path);
        var run = EndpointPipeline.Build(spec);
        HeadEndpoint.Map(endpoints, path, run, ours);
        endpoints.MapMethods(path, [spec.Verb], run)
            .WithName(spec.Name)
            .WithTags(spec.Tag)
            .WithSummary(spec.Summary)
            .WithDescription(spec.Description)
            .WithMetadata(
                ours,
                Parameters.None,
                new ProducesResponseTypeMetadata(StatusCodes.Status200OK, spec.Response, [spec.ResponseType]),
                new ProducesResponseTypeMetadata(
                    StatusCodes.Status403Forbidden, typeof(Problem), ["application/problem+json"]))
            .Finally(NoCache.ApplyTo);
    }

    private static async ValueTask<Answer> WriteAsync(EndpointCall call)
    {
        var report = await call.Get<HealthCheckService>()
            .CheckHealthAsync(static c => c.Tags.Contains(HealthServices.Tag), call.Aborted)
            .ConfigureAwait(false);
        var writer = new PrometheusWriter();
        call.Get<MetricCollector>().Write(writer);
        var probes = report.Entries.OrderBy(static e => e.Key, StringComparer.Ordinal)
            .Select(static e => (
                Labels: PrometheusNames.LabelsOf([new("check", e.Key[HealthServices.Prefix.Length..])]), e.Value))
            .ToList();
        writer.Head(ProbeDurationName, "How long the health check took.", MetricKind.Gauge);
        foreach (var (labels, entry) in probes)
        {
            writer.Line(ProbeDurationName, labels, entry.Duration.TotalSeconds);
        }

        writer.Head(ProbeName, "Whether the health check is healthy or degraded.", MetricKind.Gauge);
        foreach (var (labels, entry) in probes)
        {
            writer.Line(ProbeName, labels, entry.Status == HealthStatus.Unhealthy ? 0 : 1);
        }

        return Answer.Text(writer.ToString(), PrometheusWriter.ContentType);
    }
}
