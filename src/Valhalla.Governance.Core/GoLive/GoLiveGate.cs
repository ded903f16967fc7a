using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.GoLive;

/// <inheritdoc cref="IGoLiveGate" />
internal sealed class GoLiveGate(
    ControlState control,
    KillSwitch killSwitch,
    GovernedEnvironment environment,
    IOptions<GoLiveOptions> options,
    GoLiveMetrics metrics,
    RefusalRecorder refusals,
    TimeProvider time,
    IServiceProvider services,
    GuardedLogger<GoLiveGate> logger) : IGoLiveGate
{
    private readonly KillSwitchLatch _latch = killSwitch.Latch;
    private readonly GateClock _clock = new(time, options.Value.MaxStaleness);
    private readonly bool _isEnforced = environment.IsEnforced;

    public GateSnapshot Current
    {
        get
        {
            var isLatched = _latch.IsEngaged;
            var latest = control.Latest;
            return new GateSnapshot(
                latest?.Snapshot.Gate ?? ControlSnapshot.Empty.Gate,
                latest is null ? null : time.GetElapsedTime(latest.ConfirmedAt),
                latest is null || !_clock.IsFresh(latest),
                _isEnforced,
                isLatched);
        }
    }

    public GateDecision Check(ExecutionClass executionClass)
    {
        if (executionClass == ExecutionClass.ReadOnly)
        {
            return GateDecision.Allowed;
        }

        var decision = Decide(executionClass);
        if (decision != GateDecision.Allowed)
        {
            metrics.Denied(decision);
        }

        return decision;
    }

    /// <summary>
    /// Decides every check, and every drill. Pure but for the clock, which is read only where it counts.
    /// </summary>
    public static GateDecision Decide(
        ExecutionClass executionClass,
        bool isLatched,
        ControlState.Confirmed? latest,
        bool isEnforced,
        in GateClock clock)
    {
        if (isLatched || latest is { KillSwitchEngaged: true })
        {
            return GateDecision.KillSwitchEngaged;
        }

        // Before the first read nobody knows whether the kill switch is clear.
        if (latest is null)
        {
            return GateDecision.StateStale;
        }

        if (!isEnforced || executionClass == ExecutionClass.SandboxExec)
        {
            return GateDecision.Allowed;
        }

        if (!clock.IsFresh(latest))
        {
            return GateDecision.StateStale;
        }

        return latest.GoLiveEnabled ? GateDecision.Allowed : GateDecision.GoLiveDisabled;
    }

    public async ValueTask<GoLiveChangeResult> EnableAsync(
        GoLiveEnableRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request = request with { Reason = Require(request.Author, request.Reason) };

        // Only here: the runbook's checks look at the gate.
        var runbook = services.GetRequiredService<IRunbook>();
        var status = await runbook.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        var failing = status.Blockers.Select(b => b.Id).ToArray();
        var result = await ChangeAsync(
            GoLiveRules.EnableAction,
            request.Author,
            request.Reason,
            (gate, now) => GoLiveRules.Enable(gate, request, failing, now),
            cancellationToken).ConfigureAwait(false);
        return result.FailingChecks.Count == 0
            ? result
            : result with { Remedies = [.. status.Blockers.Select(static b => $"{b.Id}: {b.Message}")] };
    }

    public ValueTask<GoLiveChangeResult> DisableAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken = default)
    {
        var kept = KeptStop.Of(author, reason);
        return ChangeAsync(
            GoLiveRules.DisableAction,
            kept.Author,
            kept.Reason,
            (gate, now) => GoLiveRules.Disable(gate, kept.Author, kept.Reason, now),
            cancellationToken);
    }

    public async ValueTask<GoLiveChangeResult> EngageKillSwitchAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken = default)
    {
        var result = await killSwitch.EngageAsync(author, reason).WaitAsync(cancellationToken).ConfigureAwait(false);
        metrics.Changed(GoLiveRules.EngageAction, result.Status);
        return result;
    }

    public async ValueTask<GoLiveChangeResult> ReleaseKillSwitchAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken = default)
    {
        reason = Require(author, reason);
        if (!string.IsNullOrWhiteSpace(reason))
        {
            // What only this process knows of has to be in the store, or the release would release nothing.
            await killSwitch.StoreKeptAsync(cancellationToken).ConfigureAwait(false);
        }

        return await ChangeAsync(
            GoLiveRules.ReleaseAction,
            author,
            reason,
            (gate, now) => GoLiveRules.Release(gate, author, reason, options.Value, now),
            cancellationToken).ConfigureAwait(false);
    }

    private GateDecision Decide(ExecutionClass executionClass)
    {
        // The latch before the snapshot: it is cleared only after a snapshot with the kill was published, so this
        // order leaves no moment between the two.
        var isLatched = _latch.IsEngaged;
        return Decide(executionClass, isLatched, control.Latest, _isEnforced, _clock);
    }

    private async ValueTask<GoLiveChangeResult> ChangeAsync(
        string operation,
        ChangeAuthor author,
        string? reason,
        Func<GoLiveState, DateTimeOffset, GoLiveRuling> rule,
        CancellationToken cancellationToken)
    {
        var ruling = GoLiveRuling.Unchanged;
        var snapshot = await control.CommitAsync(
            (current, now) =>
            {
                ruling = rule(current.Gate, now);
                if (current.Gate.KillSwitchEngaged && ruling.Change?.Gate is { KillSwitchEngaged: false }
                    && IntegrityRules.HoldClosed(current.Alarms))
                {
                    ruling = new GoLiveRuling(
                        GoLiveChangeStatus.ChecksFailing, null, [RunbookCheckIds.IntegrityAlarmsClear]);
                }

                return ruling.Change;
            },
            cancellationToken).ConfigureAwait(false);
        if (ruling.Status == GoLiveChangeStatus.AlreadyApproved)
        {
            refusals.Note(RefusalKind.SelfApproval, author, operation);
        }

        metrics.Changed(operation, ruling.Status);
        GoLiveLog.Changed(
            logger,
            operation,
            author.Name,
            WireNames.Of(ruling.Status),
            snapshot.Gate.Epoch,
            reason ?? GoLiveLog.NoReason);
        return new GoLiveChangeResult(ruling.Status, snapshot.Gate, ruling.FailingChecks, ruling.ApprovalsMissing);
    }

    /// <summary>The reason in its normal form.</summary>
    private static string? Require(ChangeAuthor author, string? reason)
    {
        TextRules.RequireAuthor(author, nameof(author));

        // An empty reason is no reason, which the rules answer for.
        var normal = PlainText.Normalize(reason);
        TextRules.RequireOptional(
            string.IsNullOrEmpty(normal) ? null : normal, TextRules.MaxReasonLength, nameof(reason));
        return normal;
    }
}
