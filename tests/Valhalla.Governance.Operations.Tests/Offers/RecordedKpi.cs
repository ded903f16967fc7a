namespace Valhalla.Governance.Operations.Tests.Offers;

/// <summary>Keeps what is emitted.</summary>
internal sealed class RecordedKpi : IKpiEmitter
{
    private readonly List<KpiEvent> _events = [];

    public IReadOnlyList<KpiEvent> Events => _events;

    public bool Emit(in KpiEvent kpiEvent)
    {
        _events.Add(kpiEvent);
        return true;
    }

    public ValueTask<long> EmitAsync(KpiEvent kpiEvent, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<KpiBatchResult> EmitBatchAsync(
        IReadOnlyList<KpiEvent> events, string? idempotencyKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask FlushAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public KpiStep TimedStep(
        DomainName domain, MetricName metric, string? actor, string? correlationId, string? detailJson) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<KpiRecord>> ListAsync(KpiQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
