namespace Valhalla.Governance;

/// <summary>
/// The everyday forms of <see cref="IKpiEmitter"/>: success, failure, value, and a block that is timed.
/// </summary>
/// <remarks>
/// Names are given as <see cref="DomainName"/> and <see cref="MetricName"/>, which are checked once when they are made,
/// or as text, which is checked at each call. A detail is text, or a dictionary of named values
/// (<see cref="KpiDetail"/>). All of them throw <see cref="ArgumentException"/> for a malformed part, and answer
/// whether the event was taken: false when the buffer was full and the event was counted as dropped.
/// </remarks>
public static class KpiEmitterExtensions
{
    /// <summary>Records that something succeeded.</summary>
    /// <param name="kpi">The emitter.</param>
    /// <param name="domain">What it is about.</param>
    /// <param name="metric">What was measured.</param>
    /// <param name="actor">Who acted.</param>
    /// <param name="correlationId">What links it to other events; null takes the current trace id.</param>
    /// <param name="detail">More.</param>
    /// <exception cref="ArgumentException">A part is malformed.</exception>
    public static bool Success(
        this IKpiEmitter kpi,
        DomainName domain,
        MetricName metric,
        string? actor = null,
        string? correlationId = null,
        KpiDetail detail = default) =>
        Emit(kpi, domain, metric, true, null, actor, correlationId, detail);

    /// <inheritdoc cref="Success(IKpiEmitter, DomainName, MetricName, string?, string?, KpiDetail)" />
    public static bool Success(
        this IKpiEmitter kpi,
        string domain,
        string metric,
        string? actor = null,
        string? correlationId = null,
        KpiDetail detail = default) =>
        Emit(kpi, new DomainName(domain), new MetricName(metric), true, null, actor, correlationId, detail);

    /// <summary>Records that something failed.</summary>
    /// <param name="kpi">The emitter.</param>
    /// <param name="domain">What it is about.</param>
    /// <param name="metric">What was measured.</param>
    /// <param name="actor">Who acted.</param>
    /// <param name="correlationId">What links it to other events; null takes the current trace id.</param>
    /// <param name="detail">More.</param>
    /// <exception cref="ArgumentException">A part is malformed.</exception>
    public static bool Fail(
        this IKpiEmitter kpi,
        DomainName domain,
        MetricName metric,
        string? actor = null,
        string? correlationId = null,
        KpiDetail detail = default) =>
        Emit(kpi, domain, metric, false, null, actor, correlationId, detail);

    /// <inheritdoc cref="Fail(IKpiEmitter, DomainName, MetricName, string?, string?, KpiDetail)" />
    public static bool Fail(
        this IKpiEmitter kpi,
        string domain,
        string metric,
        string? actor = null,
        string? correlationId = null,
        KpiDetail detail = default) =>
        Emit(kpi, new DomainName(domain), new MetricName(metric), false, null, actor, correlationId, detail);

    /// <summary>Records a value.</summary>
    /// <param name="kpi">The emitter.</param>
    /// <param name="domain">What it is about.</param>
    /// <param name="metric">What was measured.</param>
    /// <param name="value">The value; finite.</param>
    /// <param name="actor">Who acted.</param>
    /// <param name="correlationId">What links it to other events; null takes the current trace id.</param>
    /// <param name="detail">More.</param>
    /// <exception cref="ArgumentException">A part is malformed.</exception>
    public static bool Value(
        this IKpiEmitter kpi,
        DomainName domain,
        MetricName metric,
        double value,
        string? actor = null,
        string? correlationId = null,
        KpiDetail detail = default) =>
        Emit(kpi, domain, metric, null, value, actor, correlationId, detail);

    /// <inheritdoc cref="Value(IKpiEmitter, DomainName, MetricName, double, string?, string?, KpiDetail)" />
    public static bool Value(
        this IKpiEmitter kpi,
        string domain,
        string metric,
        double value,
        string? actor = null,
        string? correlationId = null,
        KpiDetail detail = default) =>
        Emit(kpi, new DomainName(domain), new MetricName(metric), null, value, actor, correlationId, detail);

    /// <summary>Starts a step that records how its block ends; see <see cref="IKpiEmitter.TimedStep"/>.</summary>
    /// <param name="kpi">The emitter.</param>
    /// <param name="domain">What it is about.</param>
    /// <param name="metric">What is measured.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="correlationId">What links it to other events; null takes the current trace id.</param>
    /// <param name="detail">More.</param>
    /// <exception cref="ArgumentException">A part is malformed.</exception>
    public static KpiStep TimedStep(
        this IKpiEmitter kpi,
        string domain,
        string metric,
        string? actor = null,
        string? correlationId = null,
        KpiDetail detail = default)
    {
        ArgumentNullException.ThrowIfNull(kpi);
        return kpi.TimedStep(new DomainName(domain), new MetricName(metric), actor, correlationId, detail.Json);
    }

    private static bool Emit(
        IKpiEmitter kpi,
        DomainName domain,
        MetricName metric,
        bool? success,
        double? value,
        string? actor,
        string? correlationId,
        KpiDetail detail)
    {
        ArgumentNullException.ThrowIfNull(kpi);
        return kpi.Emit(new KpiEvent
        {
            Domain = domain,
            Metric = metric,
            Success = success,
            Value = value,
            Actor = actor,
            CorrelationId = correlationId,
            DetailJson = detail.Json,
        });
    }
}
