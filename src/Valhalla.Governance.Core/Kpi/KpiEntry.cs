namespace Valhalla.Governance.Kpi;

/// <summary>
/// An event in the buffer, as small as it gets: it is filled in place, and only what is there is written. Its slot was
/// cleared before.
/// </summary>
internal struct KpiEntry
{
    private const byte HasSuccess = 1;
    private const byte IsSuccess = 2;
    private const byte HasValue = 4;
    private const byte HasDuration = 8;

    private DomainName _domain;
    private MetricName _metric;
    private string? _actor;
    private string? _correlationId;
    private string? _detailJson;
    private double _value;
    private double _durationMs;

    /// <summary>The ticks of the time that the caller gave, UTC; 0 when the moment of the call is meant.</summary>
    private long _createdAtTicks;
    private byte _flags;

    /// <summary>The moment of the call.</summary>
    public long Timestamp { get; private set; }

    /// <summary>Who waits for it, or for something at this place in the order; null for nobody.</summary>
    public KpiRequest? Request { get; private set; }

    /// <summary>Fills the place with an event.</summary>
    public void Set(in KpiEvent kpiEvent, string? correlationId, long timestamp, KpiRequest? request)
    {
        SetShared(kpiEvent.Domain, kpiEvent.Metric, kpiEvent.Actor, correlationId, kpiEvent.DetailJson, timestamp);
        byte flags = 0;
        if (kpiEvent.Success is { } success)
        {
            flags = success ? (byte)(HasSuccess | IsSuccess) : HasSuccess;
        }

        if (kpiEvent.Value is { } value)
        {
            _value = value;
            flags |= HasValue;
        }

        if (kpiEvent.DurationMs is { } duration)
        {
            _durationMs = duration;
            flags |= HasDuration;
        }

        _createdAtTicks = kpiEvent.CreatedAt.UtcTicks;
        _flags = flags;
        if (request is not null)
        {
            Request = request;
        }
    }

    /// <summary>Fills the place with the end of a step.</summary>
    public void SetStep(
        DomainName domain,
        MetricName metric,
        bool success,
        double durationMs,
        string? actor,
        string? correlationId,
        string? detailJson,
        long timestamp)
    {
        SetShared(domain, metric, actor, correlationId, detailJson, timestamp);
        _durationMs = durationMs;
        _createdAtTicks = 0;
        _flags = success ? (byte)(HasDuration | HasSuccess | IsSuccess) : (byte)(HasDuration | HasSuccess);
    }

    /// <summary>The event, dated.</summary>
    /// <param name="utcNow">The wall clock.</param>
    /// <param name="sinceThen">How long ago, by the monotonic clock, the call was.</param>
    public readonly KpiEvent ToEvent(DateTimeOffset utcNow, TimeSpan sinceThen) => new()
    {
        Domain = _domain,
        Metric = _metric,
        Success = (_flags & HasSuccess) == 0 ? null : (_flags & IsSuccess) != 0,
        Value = (_flags & HasValue) == 0 ? null : _value,
        DurationMs = (_flags & HasDuration) == 0 ? null : _durationMs,
        Actor = KpiEventRules.KeptActor(_actor),
        CorrelationId = _correlationId,
        DetailJson = _detailJson,
        CreatedAt = _createdAtTicks == 0 ? utcNow - sinceThen : new DateTimeOffset(_createdAtTicks, TimeSpan.Zero),
    };

    private void SetShared(
        DomainName domain,
        MetricName metric,
        string? actor,
        string? correlationId,
        string? detailJson,
        long timestamp)
    {
        _domain = domain;
        _metric = metric;

        // A branch is cheaper than the collector's write barrier.
        if (actor is not null)
        {
            _actor = actor;
        }

        if (correlationId is not null)
        {
            _correlationId = correlationId;
        }

        if (detailJson is not null)
        {
            _detailJson = detailJson;
        }

        Timestamp = timestamp;
    }
}
