using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace Valhalla.Governance.AspNetCore.Caching;

/// <summary>
/// Keeps answers out of caches: a state that is an hour old is no state, and what a lever stops must not be served from
/// a copy. As metadata it overrules every policy of the host's output cache.
/// </summary>
internal sealed class NoCache : IOutputCachePolicy
{
    public const string NoStore = "no-store";

    private NoCache()
    {
    }

    /// <summary>For the metadata of an endpoint; the last policy there counts.</summary>
    public static NoCache Policy { get; } = new();

    /// <summary>The metadata with this policy, and without any other of an output cache.</summary>
    public static EndpointMetadataCollection Without(EndpointMetadataCollection metadata) => new(
    [
        .. metadata.Where(static item => item is not OutputCacheAttribute and not IOutputCachePolicy), Policy,
    ]);

    /// <summary>The same for an endpoint that is still being built.</summary>
    public static void ApplyTo(EndpointBuilder builder)
    {
        for (var i = builder.Metadata.Count - 1; i >= 0; i--)
        {
            if (builder.Metadata[i] is OutputCacheAttribute or IOutputCachePolicy)
            {
                builder.Metadata.RemoveAt(i);
            }
        }

        builder.Metadata.Add(Policy);
        if (builder.RequestDelegate is { } run)
        {
            builder.RequestDelegate = context =>
            {
                if (IsCacheable(context.Request))
                {
                    KeepOut(context);
                }

                return run(context);
            };
        }
    }

    /// <summary>Whether caches look at a request at all.</summary>
    public static bool IsCacheable(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>Makes sure that an answer says <c>no-store</c>, whatever the endpoint says.</summary>
    public static void Force(HttpResponse response)
    {
        KeepOut(response.HttpContext);
        response.OnStarting(
            static state =>
            {
                ((HttpResponse)state).Headers.CacheControl = NoStore;
                return Task.CompletedTask;
            },
            response);
    }

    /// <summary>An output cache in front of routing has not seen the metadata.</summary>
    private static void KeepOut(HttpContext context)
    {
        if (context.Features.Get<IOutputCacheFeature>() is { } cache)
        {
            cache.Context.AllowCacheStorage = false;
        }
    }

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.EnableOutputCaching = false;
        context.AllowCacheLookup = false;
        context.AllowCacheStorage = false;
        context.AllowLocking = false;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) =>
        ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }
}
