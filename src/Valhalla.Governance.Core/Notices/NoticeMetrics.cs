using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Notices;

/// <summary>Instruments of the notices. Notifiers are tags: they are configured, so their number is bounded.</summary>
internal sealed class NoticeMetrics
{
    private readonly GuardedCounter<long> _attempts;
    private readonly GuardedCounter<long> _deadLetters;
    private readonly GuardedHistogram<double> _duration;
    private long _open;

    public NoticeMetrics(ValhallaMeter meter)
    {
        _attempts = meter.CreateCounter<long>(
            "valhalla.notices.attempts", "{attempt}", "Attempts to deliver a notice, by notifier and result.");
        _deadLetters = meter.CreateCounter<long>(
            "valhalla.notices.dead_letters", "{notice}", "Notices given up after the last attempt, by notifier.");
        _duration = meter.CreateHistogram<double>(
            "valhalla.notices.duration", "ms", "How long an attempt took, by notifier.");
        meter.Meter.CreateObservableGauge(
            "valhalla.notices.open_dead_letters",
            () => Volatile.Read(ref _open),
            "{notice}",
            "Dead letters that are not delivered, as the newest health check of this node counted them.");
    }

    public void Attempted(string notifier, bool delivered, TimeSpan took)
    {
        _attempts.Add(1, new("notifier", notifier), new("result", delivered ? "delivered" : "failed"));
        _duration.Record(took.TotalMilliseconds, new KeyValuePair<string, object?>("notifier", notifier));
    }

    public void GivenUp(string notifier) =>
        _deadLetters.Add(1, new KeyValuePair<string, object?>("notifier", notifier));

    public void Counted(long open) => Volatile.Write(ref _open, open);
}
