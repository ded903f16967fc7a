using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// Bounds the work in progress at the library's endpoints. Each stop has a budget of its own, so that no flood of other
/// requests can keep it out.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    private const int StopConcurrency = 64;
    private const int StopQueue = 4_096;

    private readonly ConcurrencyLimiter? _general;
    private readonly ConcurrentDictionary<string, ConcurrencyLimiter> _stops = new(StringComparer.Ordinal);

    public RequestLimits(IOptions<HttpOptions> options)
    {
        var settings = options.Value;
        _general = settings.MaxConcurrentRequests == 0
            ? null
            : Limiter(settings.MaxConcurrentRequests, settings.MaxQueuedRequests);
    }

    /// <summary>A lease to dispose after the work; null when there is no limit.</summary>
    public async ValueTask<RateLimitLease?> AcquireAsync(EndpointSpec spec, CancellationToken cancellationToken)
    {
        var limiter = spec.IsStop
            ? _stops.GetOrAdd(spec.Name, static _ => Limiter(StopConcurrency, StopQueue))
            : _general;
        return limiter is null
            ? null
            : await limiter.AcquireAsync(permitCount: 1, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _general?.Dispose();
        foreach (var limiter in _stops.Values)
        {
            limiter.Dispose();
        }
    }

    private static ConcurrencyLimiter Limiter(int concurrent, int queued) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = concurrent,
        QueueLimit = queued,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });
}
