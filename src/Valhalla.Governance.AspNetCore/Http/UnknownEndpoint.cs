using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Caching;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// Answers what lies below <c>governance/</c> and is no endpoint, so that a wrong path or verb is a problem like every
/// other refusal. Endpoints of the host come first.
/// </summary>
internal static class UnknownEndpoint
{
    private const string Name = "UnknownGovernanceEndpoint";

    private static readonly EndpointSpec Spec = new()
    {
        Verb = HttpMethods.Get,
        Path = "governance/{**rest}",
        Name = Name,
        Tag = "System",
        Summary = "",
        Description = "",
        Response = typeof(Problem),
        Handler = static call => new ValueTask<Answer>(Answer(call.Context)),
    };

    public static void Map(RouteGroupBuilder group)
    {
        var endpoint = group.Map(Spec.Path, EndpointPipeline.Build(Spec))
            .WithName(Name)
            .WithMetadata(ValhallaEndpointMetadata.Of(Spec))
            .ExcludeFromDescription();
        endpoint.Add(static builder => ((RouteEndpointBuilder)builder).Order = int.MaxValue);
        endpoint.Finally(NoCache.ApplyTo);
    }

    private static Answer Answer(HttpContext context)
    {
        var verbs = VerbsAt(context);
        if (verbs.Length == 0)
        {
            return Refusals.NotFound("There is no such endpoint. The OpenAPI document lists them all.");
        }

        var allowed = string.Join(", ", verbs);
        context.Response.Headers.Allow = allowed;
        return Http.Answer.Refuse(
            StatusCodes.Status405MethodNotAllowed, ProblemCodes.MethodNotAllowed, $"Use {allowed} here.");
    }

    /// <summary>The verbs of the library's endpoints whose pattern matches the path.</summary>
    private static string[] VerbsAt(HttpContext context)
    {
        var path = "governance/" + (context.GetRouteValue("rest") as string);
        var endpoints = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints;
        return
        [
            .. endpoints
                .Where(e => e.Metadata.GetMetadata<ValhallaEndpointMetadata>() is { } ours
                    && !string.Equals(ours.Name, Name, StringComparison.Ordinal)
                    && Matches(ours.Path, path))
                .SelectMany(static e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static bool Matches(string pattern, string path)
    {
        var expected = pattern.Split('/');
        var actual = path.TrimEnd('/').Split('/');
        return expected.Length == actual.Length && expected.Zip(actual).All(static pair =>
            pair.First[0] == '{' || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }
}
