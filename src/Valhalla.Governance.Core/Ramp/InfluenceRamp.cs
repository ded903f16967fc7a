using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Ramp;

/// <inheritdoc cref="IInfluenceRamp" />
internal sealed class InfluenceRamp(
    ControlState control,
    IGoLiveGate gate,
    IRampStore store,
    RampEvidence evidence,
    RampTriggers triggers,
    RampSteps steps,
    RampMetrics metrics,
    GovernedEnvironment environment,
    IOptions<RampOptions> options,
    IStoreClock clock,
    GuardedLogger<InfluenceRamp> logger) : IInfluenceRamp
{
    /// <summary>Over how many of the newest observations of a step the sample ratio is judged.</summary>
    private const int SampleSize = 100_000;
    private const int MaxAttempts = 5;

    private readonly InfluenceBuckets _buckets = new(options.Value.Group);

    public InfluenceState Current => control.Current.Influence;

    public InfluenceDecision Decide(ReadOnlySpan<char> unitKey)
    {
        var influence = control.Latest?.InfluenceBasisPoints ?? 0;
        if (influence == 0 || gate.Check(ExecutionClass.ProdExec) != GateDecision.Allowed)
        {
            return InfluenceDecision.Shadow;
        }

        return _buckets.Of(unitKey) <= influence ? InfluenceDecision.Live : InfluenceDecision.Shadow;
    }

    public async ValueTask<RampStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var reading = await ReadAsync(snapshot, cancellationToken).ConfigureAwait(false);
        var next = steps.After(snapshot.Influence.BasisPoints);
        var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        return new RampStatus
        {
            Influence = snapshot.Influence,
            NextBasisPoints = next,
            Events = reading.Sample.Events,
            DwellsSince = reading.DwellsSince,
            Holds = RampRules.Holds(reading, next, next, options.Value, now),
            Guards = reading.Guards,
            SampleRatio = reading.Ratio,
        };
    }

    public ValueTask<RampChangeResult> StepAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken)
    {
        reason = Require(author, reason);
        return RaiseAsync(
            static (next, _) => next,
            (reading, target, next, now) => RampRules.Holds(reading, target, next, options.Value, now),
            InfluenceRules.StepAction,
            author,
            reason,
            cancellationToken);
    }

    public async ValueTask<RampChangeResult> SetAsync(
        int basisPoints, ChangeAuthor author, string? reason, bool isOverride, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(basisPoints);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(basisPoints, InfluenceState.FullBasisPoints);
        if (basisPoints == 0)
        {
            return await KillAsync(author, reason, cancellationToken).ConfigureAwait(false);
        }

        reason = Require(author, reason);

        if (await LowerAsync(basisPoints, author, reason, cancellationToken).ConfigureAwait(false) is { } lowered)
        {
            return lowered;
        }

        if (isOverride && string.IsNullOrWhiteSpace(reason))
        {
            return new RampChangeResult(RampChangeStatus.ReasonRequired, Current, []);
        }

        return await RaiseAsync(
            (_, _) => basisPoints,
            (reading, target, next, now) => isOverride
                ? [.. RampRules.Forbidden(reading, now)]
                : RampRules.Holds(reading, target, next, options.Value, now),
            isOverride ? InfluenceRules.SetOverrideAction : InfluenceRules.SetAction,
            author,
            reason,
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<RampChangeResult> KillAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken) =>
        // A caller that goes away ends its wait, not the stop.
        await KillAsync(KeptStop.Of(author, reason)).WaitAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask ObserveAsync(
        IReadOnlyList<RampObservation> observations, CancellationToken cancellationToken)
    {
        RampObservations.Validate(observations);
        var influence = Current;
        var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        await store.AppendAsync(
            [.. observations.Select(observation => RampObservations.ToStored(observation, influence, now))],
            cancellationToken).ConfigureAwait(false);
        metrics.Observed(observations);
    }

    public ValueTask<RampComparison> CompareAsync(long? step, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step ?? 0, nameof(step));
        return store.CompareAsync(step ?? Current.Step, cancellationToken);
    }

    private async Task<RampChangeResult> KillAsync(KeptStop stop)
    {
        var (author, reason) = stop;
        var from = 0;
        var status = RampChangeStatus.Unchanged;
        var snapshot = await control.CommitAsync(
            (current, now) =>
            {
                from = current.Influence.BasisPoints;
                var change = InfluenceRules.Rollback(
                    current.Influence, InfluenceRules.ManualTrigger, author, reason, now);
                status = change is null ? RampChangeStatus.Unchanged : RampChangeStatus.Changed;
                change ??= InfluenceRules.RollbackAgain(
                    current.Influence, InfluenceRules.ManualTrigger, author, reason, now);
                return change.ToControlChange();
            },
            CancellationToken.None).ConfigureAwait(false);
        if (status == RampChangeStatus.Changed)
        {
            metrics.RolledBack(InfluenceRules.ManualTrigger);
            RampLog.RolledBack(
                logger, from, InfluenceRules.ManualTrigger, author.Name, reason ?? GoLiveLog.NoReason);
        }

        return new RampChangeResult(status, snapshot.Influence, []);
    }

    private async ValueTask<RampChangeResult> RaiseAsync(
        Func<int?, int, int?> targetOf,
        Func<RampReading, int?, int?, DateTimeOffset, IReadOnlyList<RampHold>> holdsOf,
        string action,
        ChangeAuthor author,
        string? reason,
        CancellationToken cancellationToken)
    {
        var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var reading = await ReadAsync(snapshot, cancellationToken).ConfigureAwait(false);
            RampChangeResult? result = null;
            snapshot = await control.CommitAsync(
                (current, now) =>
                {
                    result = null;
                    if (current.Influence != reading.Influence)
                    {
                        return null;
                    }

                    var next = steps.After(current.Influence.BasisPoints);
                    var target = targetOf(next, current.Influence.BasisPoints);
                    var holds = holdsOf(reading with { Gate = current.Gate }, target, next, now);
                    if (holds.Count > 0 || target is null)
                    {
                        result = new RampChangeResult(RampChangeStatus.Held, current.Influence, holds);
                        return null;
                    }

                    var change = InfluenceRules.Move(current.Influence, target.Value, action, author, reason, now);
                    result = new RampChangeResult(RampChangeStatus.Changed, change.State, []);
                    return change.ToControlChange();
                },
                cancellationToken).ConfigureAwait(false);
            if (result is not null)
            {
                Report(reading.Influence.BasisPoints, result, action, author);
                return result;
            }
        }

        throw new ValhallaStoreException(
            StoreFailure.Busy, "The influence is being changed all the time. Look at it, and try again.");
    }

    /// <summary>Lowers the influence; null when it is not above what is asked for.</summary>
    private async ValueTask<RampChangeResult?> LowerAsync(
        int basisPoints, ChangeAuthor author, string? reason, CancellationToken cancellationToken)
    {
        var from = 0;
        RampChangeResult? result = null;
        await control.CommitAsync(
            (current, now) =>
            {
                from = current.Influence.BasisPoints;
                result = from == basisPoints
                    ? new RampChangeResult(RampChangeStatus.Unchanged, current.Influence, [])
                    : null;
                if (from <= basisPoints)
                {
                    return null;
                }

                var change = InfluenceRules.Move(
                    current.Influence, basisPoints, InfluenceRules.SetAction, author, reason, now);
                result = new RampChangeResult(RampChangeStatus.Changed, change.State, []);
                return change.ToControlChange();
            },
            cancellationToken).ConfigureAwait(false);
        if (result is not null)
        {
            Report(from, result, InfluenceRules.SetAction, author);
        }

        return result;
    }

    private async ValueTask<RampReading> ReadAsync(ControlSnapshot snapshot, CancellationToken cancellationToken)
    {
        var known = await evidence.ReadAsync(cancellationToken).ConfigureAwait(false);
        var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        return new RampReading(
            snapshot.Influence,
            snapshot.Gate,
            environment.IsEnforced,
            await store.CountAsync(snapshot.Influence.Step, SampleSize, cancellationToken).ConfigureAwait(false),
            RampGuards.Judge(triggers.All, known, now));
    }

    private void Report(int from, RampChangeResult result, string action, ChangeAuthor author)
    {
        metrics.Changed(action, result.Status);
        if (result.Status == RampChangeStatus.Changed)
        {
            RampLog.Changed(logger, from, result.Influence.BasisPoints, action, author.Name);
        }
    }

    /// <summary>The reason in its normal form.</summary>
    private static string? Require(ChangeAuthor author, string? reason)
    {
        TextRules.RequireAuthor(author, nameof(author));
        var normal = PlainText.Normalize(reason);
        TextRules.RequireOptional(normal, TextRules.MaxReasonLength, nameof(reason));
        return normal;
    }
}
