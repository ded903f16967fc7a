using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Valhalla.Governance.Kpi;

/// <summary>One use of a step being timed, from the pool and back to it.</summary>
internal sealed class KpiTimedStep(KpiStepPool pool, KpiInbox inbox, KpiMetrics metrics, TimeProvider time)
    : KpiStepState
{
    private readonly double _millisecondsPerTimestamp = 1_000.0 / time.TimestampFrequency;
    private int _token;
    private Verdict _verdict;
    private DomainName _domain;
    private MetricName _metric;
    private string? _actor;
    private string? _correlationId;
    private string? _detailJson;
    private string? _error;
    private Activity? _activity;
    private nint _exceptionsAtStart;
    private long _startedAt;

    private enum Verdict : byte
    {
        None = 0,
        Succeeded = 1,
        Failed = 2,
        Cancelled = 3,
    }

    /// <exception cref="ArgumentException">A part is malformed; the step is not to be used.</exception>
    public KpiStep Start(
        DomainName domain, MetricName metric, string? actor, string? correlationId, string? detailJson)
    {
        // A thread mostly times the same few steps, with names and actors that are the same objects each time:
        // comparing spares the check and the collector's write barrier.
        if (!ReferenceEquals(_domain.Value, domain.Value) || !ReferenceEquals(_metric.Value, metric.Value))
        {
            KpiEventRules.ValidateNames(domain, metric);
            _domain = domain;
            _metric = metric;
        }

        if (!ReferenceEquals(_actor, actor))
        {
            KpiEventRules.ValidateText(actor, nameof(KpiEvent.Actor));
            _actor = actor;
        }

        if (correlationId is not null)
        {
            KpiEventRules.ValidateText(correlationId, nameof(KpiEvent.CorrelationId));
            _correlationId = correlationId;
        }

        if (detailJson is not null)
        {
            KpiEventRules.ValidateDetail(detailJson);
            _detailJson = detailJson;
        }

        if (metrics.StartStep(domain, metric) is { } activity)
        {
            _activity = activity;
        }

        if (correlationId is null && KpiEmitter.CurrentTraceId() is { } traceId)
        {
            _correlationId = traceId;
        }

        _exceptionsAtStart = Marshal.GetExceptionPointers();
        _startedAt = time.GetTimestamp();
        return new KpiStep(this, _token);
    }

    public override void Decide(int token, bool success, string? error)
    {
        if (token == _token)
        {
            _verdict = success ? Verdict.Succeeded : Verdict.Failed;
            _error = error;
        }
    }

    public override void DecideUnlessDecided(int token, bool success, string? error)
    {
        if (token == _token && _verdict == Verdict.None)
        {
            Decide(token, success, error);
        }
    }

    public override void Cancel(int token)
    {
        if (token == _token)
        {
            _verdict = Verdict.Cancelled;
        }
    }

    public override void Complete(int token)
    {
        if (token != _token)
        {
            return;
        }

        _token = unchecked(_token + 1);
        if (_verdict != Verdict.Cancelled)
        {
            Record(_verdict == Verdict.None ? !IsExceptionLeaving() : _verdict == Verdict.Succeeded);
        }
        else if (_activity is { } activity)
        {
            KpiMetrics.StopStep(activity, success: null, error: null);
        }

        _verdict = Verdict.None;
        _correlationId = _detailJson = _error = null;
        _activity = null;
        pool.Return(this);
    }

    /// <summary>
    /// Disposal is not told of an exception, but the runtime knows the one being handled on this thread. The one that
    /// was handled at the start, of a catch block around the step, is not news; nor is none.
    /// </summary>
    private bool IsExceptionLeaving()
    {
        var current = Marshal.GetExceptionPointers();
        return current != 0 && current != _exceptionsAtStart;
    }

    private void Record(bool success)
    {
        var now = time.GetTimestamp();
        var durationMs = Math.Max(0, now - _startedAt) * _millisecondsPerTimestamp;
        if (_error is not null)
        {
            _detailJson = KpiFailureDetail.Merge(_detailJson, _error);
        }

        if (_activity is { } activity)
        {
            KpiMetrics.StopStep(activity, success, _error);
        }

        if (metrics.IsListenedTo)
        {
            metrics.Emitted(ToEvent(success, durationMs));
        }

        if (inbox.Buffer.TryClaim(out var position) == KpiAdded.Added)
        {
            inbox.Buffer.EntryAt(position).SetStep(
                _domain, _metric, success, durationMs, _actor, _correlationId, _detailJson, now);
            inbox.Buffer.Publish(position);
            inbox.Doorbell.OnAdded();
        }
        else
        {
            inbox.AddSlowly(ToEvent(success, durationMs), _correlationId, now);
        }
    }

    private KpiEvent ToEvent(bool success, double durationMs) => new()
    {
        Domain = _domain,
        Metric = _metric,
        Success = success,
        DurationMs = durationMs,
        Actor = _actor,
        CorrelationId = _correlationId,
        DetailJson = _detailJson,
    };
}
