using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Instruments of the go/no-go board.</summary>
internal sealed class GoNoGoMetrics(ValhallaMeter meter)
{
    private readonly GuardedCounter<long> _evidence = meter.CreateCounter<long>(
        "valhalla.go_no_go.evidence", "{observation}", "Observations posted.");

    private readonly GuardedCounter<long> _providerFailures = meter.CreateCounter<long>(
        "valhalla.go_no_go.provider.failures",
        "{failure}",
        "Evidence providers that gave nothing, by provider and reason.");

    private readonly GuardedCounter<long> _evaluations = meter.CreateCounter<long>(
        "valhalla.go_no_go.evaluations", "{evaluation}", "Evaluations, by outcome.");

    private readonly GuardedCounter<long> _signOffs = meter.CreateCounter<long>(
        "valhalla.go_no_go.sign_offs", "{request}", "Requests to sign, by role and status.");

    private readonly GuardedCounter<long> _decisions = meter.CreateCounter<long>(
        "valhalla.go_no_go.decisions", "{request}", "Requests to decide, by decision and status.");

    private readonly GuardedCounter<long> _recordFailures = meter.CreateCounter<long>(
        "valhalla.go_no_go.record.failures", "{failure}", "Records of decisions that could not be written.");

    public void Posted(int count) => _evidence.Add(count);

    public void ProviderFailed(string provider, string reason) =>
        _providerFailures.Add(1, new("provider", provider), new("reason", reason));

    public void Evaluated(GoNoGoOutcome outcome) =>
        _evaluations.Add(1, new KeyValuePair<string, object?>("outcome", WireNames.Of(outcome)));

    public void Signed(SignOffRole role, SignOffStatus status) =>
        _signOffs.Add(1, new("role", WireNames.Of(role)), new("status", WireNames.Of(status)));

    public void Decided(GoNoGoOutcome decision, GoNoGoRefusal? refusal) => _decisions.Add(
        1,
        new("decision", WireNames.Of(decision)),
        new("status", refusal is { } reason ? WireNames.Of(reason) : "recorded"));

    public void RecordFailed() => _recordFailures.Add(1);
}
