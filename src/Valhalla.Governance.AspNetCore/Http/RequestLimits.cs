using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.AspNetCore.Access;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// Bounds the work in progress at the library's endpoints. Engaging the kill switch has a budget of its own, so that
/// no flood of other requests can keep it out.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    private const int KillConcurrency = 64;
    private const int KillQueue = 4_096;

    private readonly ConcurrencyLimiter? _general;
    private readonly ConcurrencyLimiter _kill = Limiter(KillConcurrency, KillQueue);

    public RequestLimits(IOptions<HttpOptions> options)
    {
        var settings = options.Value;
        _general = settings.MaxConcurrentRequests == 0
            ? null
            : Limiter(settings.MaxConcurrentRequests, settings.MaxQueuedRequests);
    }

    /// <summary>A lease to dispose after the work; null when there is no limit.</summary>
    public async ValueTask<RateLimitLease?> AcquireAsync(EndpointRole role, CancellationToken cancellationToken)
    {
        var limiter = role == EndpointRole.Kill ? _kill : _general;
        return limiter is null
            ? null
            : await limiter.AcquireAsync(permitCount: 1, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _general?.Dispose();
        _kill.Dispose();
    }

    private static ConcurrencyLimiter Limiter(int concurrent, int queued) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = concurrent,
        QueueLimit = queued,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });
}
