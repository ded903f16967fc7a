using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>Instruments of the ladder.</summary>
internal sealed class FollowUpMetrics
{
    private readonly GuardedCounter<long> _ladders;
    private readonly GuardedCounter<long> _claimed;
    private readonly GuardedCounter<long> _postponed;
    private readonly GuardedCounter<long> _completed;
    private readonly GuardedCounter<long> _cancelled;

    public FollowUpMetrics(ValhallaMeter meter)
    {
        _ladders = meter.CreateCounter<long>(
            "valhalla.followup.ladders", "{ladder}", "Ladders made, by province.");
        _claimed = meter.CreateCounter<long>(
            "valhalla.followup.claimed", "{task}", "Tasks handed out to workers.");
        _postponed = meter.CreateCounter<long>(
            "valhalla.followup.postponed", "{task}", "Due tasks moved on because their window had closed.");
        _completed = meter.CreateCounter<long>(
            "valhalla.followup.completed", "{task}", "Tasks completed, by channel and whether within 2 hours.");
        _cancelled = meter.CreateCounter<long>(
            "valhalla.followup.cancelled", "{task}", "Tasks cancelled, by reason.");
    }

    public void LadderCreated(ProvinceCode province) => _ladders.Add(1, new KeyValuePair<string, object?>(
        "province", province.Value));

    public void Claimed(int count) => _claimed.Add(count);

    public void Postponed(int count) => _postponed.Add(count);

    public void Completed(ContactChannel channel, bool inTime) => _completed.Add(
        1, new("channel", WireNames.CapitalsOf(channel)), new("in_time", inTime));

    public void Cancelled(int count, FollowUpStopReason reason) => _cancelled.Add(
        count, new KeyValuePair<string, object?>("reason", WireNames.Of(reason)));
}
