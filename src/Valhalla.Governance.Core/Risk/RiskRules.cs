namespace Valhalla.Governance.Risk;

/// <summary>The rules of domain.md section 2 as pure functions: no clock, no I/O, no randomness.</summary>
internal static class RiskRules
{
    public const int BasisPoints = 10_000;

    /// <summary>The row as the next day starts with it: open reservations carry over, all else starts anew.</summary>
    public static RiskLedgerDay RollTo(in RiskLedgerDay row, DateOnly day) =>
        row.Day >= day
            ? row
            : new RiskLedgerDay { Engine = row.Engine, Day = day, OpenRiskReserved = row.OpenRiskReserved };

    /// <summary>What stands against a reservation before any limit is looked at.</summary>
    public static (ReserveStatus Status, EngineName? DeniedBy) CheckAdmission(
        EngineName engine,
        RiskPolicy? enginePolicy,
        RiskPolicy? globalPolicy,
        bool killSwitchEngaged,
        bool lacksGoLive = false) =>
        (enginePolicy, globalPolicy) switch
        {
            (null, _) => (ReserveStatus.PolicyMissing, engine),
            (_, null) => (ReserveStatus.PolicyMissing, EngineName.Global),
            ({ Enabled: false }, _) => (ReserveStatus.PolicyDisabled, engine),
            (_, { Enabled: false }) => (ReserveStatus.PolicyDisabled, EngineName.Global),
            _ when killSwitchEngaged => (ReserveStatus.KillSwitchEngaged, null),
            _ when lacksGoLive => (ReserveStatus.GoLiveDisabled, null),
            _ => (ReserveStatus.Granted, null),
        };

    /// <summary>
    /// Adds every limit of one policy that the amount would pass; null stays null when there is none.
    /// </summary>
    public static void CheckLimits(
        RiskPolicy policy,
        in RiskLedgerDay row,
        RowCertificate certificate,
        Money amount,
        ref List<LimitViolation>? violations)
    {
        Require(
            policy,
            RiskLimit.MaxDailyExposure,
            policy.MaxDailyExposure,
            row.ExposureUsed,
            ref certificate.Exposure,
            amount,
            ref violations);
        if (policy.MaxOpenReserved is { } maxOpen)
        {
            Require(
                policy,
                RiskLimit.MaxOpenReserved,
                maxOpen,
                row.OpenRiskReserved,
                ref certificate.Open,
                amount,
                ref violations);
        }

        CheckLoss(policy, row, certificate, amount, ref violations);
    }

    /// <summary>
    /// A halt lasts until the day ends, even if a later profit brings the net loss back under its cap, or until
    /// somebody changes the policy.
    /// </summary>
    public static bool IsHalted(RiskPolicy policy, in RiskLedgerDay row) =>
        row.HaltedAt is { } haltedAt && policy.UpdatedAt <= haltedAt;

    /// <summary>
    /// Whether a settlement halts the engine: it is not halted, and the net loss is at its cap afterwards; or it was
    /// before, because the cap has been lowered, or the policy has been changed and left it there.
    /// </summary>
    public static bool ReachesHalt(RiskPolicy policy, in RiskLedgerDay before, in RiskLedgerDay after) =>
        !IsHalted(policy, after)
        && (IsAtCap(policy, after) || IsAtCap(policy, before));

    /// <summary>
    /// When a halt is said to begin: never before the policy it is judged by, which a clock that was set back would
    /// let look like a change after the halt.
    /// </summary>
    public static DateTimeOffset HaltTime(RiskPolicy policy, DateTimeOffset now) =>
        policy.UpdatedAt > now ? policy.UpdatedAt : now;

    /// <summary>Whether the use of a cap passes the warning share between two states.</summary>
    public static bool CrossesWarning(
        Money cap, Money before, Money after, int warningBasisPoints, ref ShiftRange shift)
    {
        if (!cap.IsPositive || before == after)
        {
            return false;
        }

        var threshold = (Int128)cap.Units * warningBasisPoints;
        var lastBelow = (threshold - 1) / BasisPoints;
        return shift.IsAtMost(before.Units, lastBelow) && !shift.IsAtMost(after.Units, lastBelow);
    }

    private static bool IsAtCap(RiskPolicy policy, in RiskLedgerDay row) =>
        row.CurrentNetLoss.IsPositive && row.CurrentNetLoss >= policy.MaxDailyLoss;

    private static void CheckLoss(
        RiskPolicy policy,
        in RiskLedgerDay row,
        RowCertificate certificate,
        Money amount,
        ref List<LimitViolation>? violations)
    {
        var cap = policy.MaxDailyLoss;
        var netLoss = row.CurrentNetLoss;
        if (IsHalted(policy, row) || !certificate.NetLoss.IsAtMost(netLoss.Units, (Int128)cap.Units - 1))
        {
            certificate.NetLoss.Pin();
            var halted = Money.Max(Money.Smallest, netLoss - cap);
            (violations ??= []).Add(new LimitViolation(
                policy.Engine, RiskLimit.MaxDailyLoss, cap, netLoss, Money.Zero, halted));
            return;
        }

        var worstCase = WorstCase(policy, row.OpenRiskReserved, amount);
        var room = (Int128)cap.Units - netLoss.Units - worstCase.Units;
        if (room >= 0)
        {
            // Two totals share the room: each may grow by half of it.
            certificate.NetLoss.Limit(room / 2);
            if (policy.WorstCaseLossBasisPoints > 0)
            {
                certificate.Open.Limit((room - (room / 2)) * BasisPoints / policy.WorstCaseLossBasisPoints);
            }

            return;
        }

        certificate.NetLoss.Pin();
        certificate.Open.Pin();
        var worstCaseOpen = WorstCase(policy, row.OpenRiskReserved, Money.Zero);
        AddViolation(
            policy, RiskLimit.MaxDailyLoss, cap, netLoss + worstCaseOpen, worstCase - worstCaseOpen, ref violations);
    }

    /// <summary>The worst-case loss of what is open and requested, rounded up to the next 1/10 000.</summary>
    private static Money WorstCase(RiskPolicy policy, Money open, Money amount)
    {
        var product = ((Int128)open.Units + amount.Units) * policy.WorstCaseLossBasisPoints;
        var (quotient, remainder) = Int128.DivRem(product, BasisPoints);
        return Money.FromUnits((long)(remainder > 0 ? quotient + 1 : quotient));
    }

    private static void Require(
        RiskPolicy policy,
        RiskLimit limit,
        Money cap,
        Money used,
        ref ShiftRange shift,
        Money requested,
        ref List<LimitViolation>? violations)
    {
        if (!shift.IsAtMost((Int128)used.Units + requested.Units, cap.Units))
        {
            shift.Pin();
            AddViolation(policy, limit, cap, used, requested, ref violations);
        }
    }

    private static void AddViolation(
        RiskPolicy policy,
        RiskLimit limit,
        Money cap,
        Money used,
        Money requested,
        ref List<LimitViolation>? violations)
    {
        // A sum beyond 64 bits is beyond every cap.
        var shortfall = used.TryAdd(requested, out var total) ? total - cap : Money.FromUnits(long.MaxValue);
        (violations ??= []).Add(new LimitViolation(policy.Engine, limit, cap, used, requested, shortfall));
    }
}
