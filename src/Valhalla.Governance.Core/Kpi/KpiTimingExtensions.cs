namespace Valhalla.Governance;

/// <summary>
/// Timed blocks that see the exception which ends them, and so record its type and message: the form to use around
/// awaits.
/// </summary>
public static class KpiTimingExtensions
{
    /// <summary>Runs a block and records how it ended, with the duration.</summary>
    /// <param name="kpi">The emitter.</param>
    /// <param name="domain">What it is about.</param>
    /// <param name="metric">What is measured.</param>
    /// <param name="block">What to run; it may decide the step itself.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="correlationId">What links it to other events; null takes the current trace id.</param>
    /// <param name="detail">More.</param>
    /// <exception cref="ArgumentException">A part is malformed; the block was not run.</exception>
    public static async Task TimeAsync(
        this IKpiEmitter kpi,
        DomainName domain,
        MetricName metric,
        Func<KpiStep, Task> block,
        string? actor = null,
        string? correlationId = null,
        KpiDetail detail = default)
    {
        ArgumentNullException.ThrowIfNull(block);
        await kpi.TimeAsync(domain, metric, RunAsync, actor, correlationId, detail).ConfigureAwait(false);

        async Task<bool> RunAsync(KpiStep step)
        {
            await block(step).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Runs a block, records how it ended, with the duration, and returns its result.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="kpi">The emitter.</param>
    /// <param name="domain">What it is about.</param>
    /// <param name="metric">What is measured.</param>
    /// <param name="block">What to run; it may decide the step itself.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="correlationId">What links it to other events; null takes the current trace id.</param>
    /// <param name="detail">More.</param>
    /// <exception cref="ArgumentException">A part is malformed; the block was not run.</exception>
    public static async Task<T> TimeAsync<T>(
        this IKpiEmitter kpi,
        DomainName domain,
        MetricName metric,
        Func<KpiStep, Task<T>> block,
        string? actor = null,
        string? correlationId = null,
        KpiDetail detail = default)
    {
        ArgumentNullException.ThrowIfNull(kpi);
        ArgumentNullException.ThrowIfNull(block);
        using var step = kpi.TimedStep(domain, metric, actor, correlationId, detail.Json);
        try
        {
            var result = await block(step).ConfigureAwait(false);
            step.Conclude(null);
            return result;
        }
        catch (Exception exception)
        {
            step.Conclude(exception);
            throw;
        }
    }

    /// <inheritdoc
    ///   cref="TimeAsync(IKpiEmitter, DomainName, MetricName, Func{KpiStep, Task}, string?, string?, KpiDetail)" />
    public static Task TimeAsync(
        this IKpiEmitter kpi,
        string domain,
        string metric,
        Func<KpiStep, Task> block,
        string? actor = null,
        string? correlationId = null,
        KpiDetail detail = default) =>
        kpi.TimeAsync(new DomainName(domain), new MetricName(metric), block, actor, correlationId, detail);

    /// <inheritdoc
    ///   cref="TimeAsync{T}(IKpiEmitter, DomainName, MetricName, Func{KpiStep, Task{T}}, string?, string?, KpiDetail)"
    /// />
    public static Task<T> TimeAsync<T>(
        this IKpiEmitter kpi,
        string domain,
        string metric,
        Func<KpiStep, Task<T>> block,
        string? actor = null,
        string? correlationId = null,
        KpiDetail detail = default) =>
        kpi.TimeAsync(new DomainName(domain), new MetricName(metric), block, actor, correlationId, detail);
}
