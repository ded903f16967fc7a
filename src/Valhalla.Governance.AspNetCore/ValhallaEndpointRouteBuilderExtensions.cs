using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance;
using Valhalla.Governance.AspNetCore.Audit;
using Valhalla.Governance.AspNetCore.BuyerLiquidity;
using Valhalla.Governance.AspNetCore.Caching;
using Valhalla.Governance.AspNetCore.Clock;
using Valhalla.Governance.AspNetCore.Drill;
using Valhalla.Governance.AspNetCore.ErrorBudgets;
using Valhalla.Governance.AspNetCore.FollowUp;
using Valhalla.Governance.AspNetCore.GoLive;
using Valhalla.Governance.AspNetCore.GoNoGo;
using Valhalla.Governance.AspNetCore.Health;
using Valhalla.Governance.AspNetCore.Heimdall;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Integrity;
using Valhalla.Governance.AspNetCore.MarketPolicies;
using Valhalla.Governance.AspNetCore.Metrics;
using Valhalla.Governance.AspNetCore.Notices;
using Valhalla.Governance.AspNetCore.Offers;
using Valhalla.Governance.AspNetCore.Ramp;
using Valhalla.Governance.AspNetCore.Regression;
using Valhalla.Governance.AspNetCore.Retention;
using Valhalla.Governance.AspNetCore.Risk;
using Valhalla.Governance.AspNetCore.Runbook;
using Valhalla.Governance.AspNetCore.Status;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the library's endpoints.</summary>
public static class ValhallaEndpointRouteBuilderExtensions
{
    private static readonly int[] CommonRefusals =
    [
        StatusCodes.Status400BadRequest,
        StatusCodes.Status401Unauthorized,
        StatusCodes.Status403Forbidden,
        StatusCodes.Status429TooManyRequests,
        StatusCodes.Status503ServiceUnavailable,
    ];

    /// <summary>Maps every endpoint of the control plane.</summary>
    /// <param name="endpoints">Where to map them: the application, or a group.</param>
    /// <param name="configure">Leaves packs out, or moves the prefix.</param>
    /// <returns>
    /// A builder for conventions on all of them but the health check, such as <c>RequireAuthorization</c>.
    /// </returns>
    /// <exception cref="ValhallaConfigurationException">
    /// VG0801: the library's services are missing. VG0805: a path is not one.
    /// </exception>
    public static IEndpointConventionBuilder MapValhalla(
        this IEndpointRouteBuilder endpoints, Action<ValhallaEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = new ValhallaEndpointOptions();
        configure?.Invoke(options);
        var installed = endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>();
        if (!installed.IsService(typeof(EndpointPipeline)))
        {
            throw ServicesMissing.For(nameof(MapValhalla));
        }

        CheckPath(options.Prefix);
        if (options.HealthPath is { } health)
        {
            CheckPath(health);
            HealthEndpoint.Map(endpoints, health);
        }

        if (options.MetricsPath is { } metrics)
        {
            CheckPath(metrics);
            MetricsEndpoint.Map(endpoints, metrics);
        }

        var group = endpoints.MapGroup(options.Prefix);
        foreach (var spec in Specs(options, installed))
        {
            Map(group, spec);
        }

        UnknownEndpoint.Map(group);
        return group;
    }

    private static IEnumerable<EndpointSpec> Specs(
        ValhallaEndpointOptions options, IServiceProviderIsService installed)
    {
        IEnumerable<EndpointSpec> none = [];
        return
        [
            .. options.GoLive ? GoLiveEndpoints.All : none,
            .. options.GoLive ? DrillEndpoints.All : none,
            .. options.GoLive ? ClockEndpoints.All : none,
            .. options.Risk ? RiskEndpoints.All : none,
            .. options.Heimdall ? HeimdallEndpoints.All : none,
            .. options.Regression ? RegressionEndpoints.All : none,
            .. options.Ramp ? RampEndpoints.All : none,
            .. options.Runbook ? RunbookEndpoints.All : none,
            .. options.ErrorBudgets ? ErrorBudgetEndpoints.All : none,
            .. options.MarketPolicy && installed.IsService(typeof(IMarketPolicies)) ? MarketPolicyEndpoints.All : none,
            .. options.FollowUps && installed.IsService(typeof(IFollowUpLadder)) ? FollowUpEndpoints.All : none,
            .. options.Liquidity && installed.IsService(typeof(IBuyerLiquidity)) ? BuyerLiquidityEndpoints.All : none,
            .. options.Offers && installed.IsService(typeof(IOfferStrategy)) ? OfferEndpoints.All : none,
            .. options.GoNoGo ? GoNoGoEndpoints.All : none,
            .. options.Audit ? AuditEndpoints.All : none,
            .. options.Audit ? IntegrityEndpoints.All : none,
            .. options.Notices ? NoticeEndpoints.All : none,
            .. options.Retention ? RetentionEndpoints.All : none,
            .. SystemEndpoints.All,
        ];
    }

    private static void Map(RouteGroupBuilder group, EndpointSpec spec)
    {
        // Looked up now, so that an endpoint without a role stops the host instead of being found out later.
        _ = spec.Role;
        var signature = spec.Parameters ?? Parameters.None;
        var run = EndpointPipeline.Build(spec);
        if (spec.IsRead)
        {
            HeadEndpoint.Map(group, spec.Path, run, ValhallaEndpointMetadata.Of(spec));
        }

        var endpoint = group.MapMethods(spec.Path, [spec.Verb], run)
            .WithName(spec.Name)
            .WithTags(spec.Tag)
            .WithSummary(spec.Summary)
            .WithDescription($"{spec.Description} Role: {WireNames.Of(spec.Role)}.")
            .WithDisplayName($"{spec.Verb} {spec.Path} (Valhalla)")
            .WithMetadata(ValhallaEndpointMetadata.Of(spec), signature)
            .WithMetadata([.. Parameters.Describe(signature)])
            .WithMetadata(new ProducesResponseTypeMetadata(
                StatusCodes.Status200OK, spec.Response, [spec.ResponseType]));
        endpoint.Finally(NoCache.ApplyTo);
        if (spec.ExecutionClass is { } executionClass)
        {
            endpoint.WithExecutionClass(executionClass);
        }

        if (spec.AlsoSucceeds is { } status)
        {
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, spec.Response, [spec.ResponseType]));
        }

        IEnumerable<int> forBodies = spec.Request is null
            ? []
            : spec.IsStop ? []
            : [
                StatusCodes.Status408RequestTimeout,
                StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType,
            ];
        foreach (var refusal in CommonRefusals.Concat(forBodies).Concat(spec.Refusals).Distinct().Order())
        {
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(
                refusal, typeof(Problem), ["application/problem+json"]));
        }
    }

    private static void CheckPath(string path)
    {
        if (path.Length > 0
            && (path[0] != '/' || !ExemptPaths.IsPlain(path) || path.Contains('{', StringComparison.Ordinal)))
        {
            throw new ValhallaConfigurationException(
                HttpErrors.InvalidPrefix,
                $"'{path}' is not a path for MapValhalla. Use one such as /api; a MapGroup around it does the rest.");
        }
    }
}
