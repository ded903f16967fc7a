using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IControlStore"/> does.</summary>
public abstract class ControlStoreConformance : StoreConformance
{
    // Its changes are made up, and have no records or others.
    protected ControlStoreConformance() => LeavesStoreWhole = false;

    private IControlStore Control => Store.Control;

    [ConformanceFact]
    public async Task Read_NewStore_ExactlyTheSeeds()
    {
        var snapshot = await Control.ReadAsync(CancellationToken.None);

        var seeds = Seeds.Create(snapshot.Gate.UpdatedAt);
        Assert.Equal(0, snapshot.Revision);
        Assert.False(snapshot.Gate.GoLiveEnabled || snapshot.Gate.KillSwitchEngaged);
        Assert.Equal((4, 4), (snapshot.RiskPolicies.Count, snapshot.HeimdallPolicies.Count));
        Assert.All(seeds.RiskPolicies, pair => Assert.Equal(pair.Value, snapshot.RiskPolicies[pair.Key]));
        Assert.All(seeds.HeimdallPolicies, pair => Assert.Equal(pair.Value, snapshot.HeimdallPolicies[pair.Key]));
        Assert.Equal(4, snapshot.RegressionPolicies.Count);
        Assert.All(seeds.RegressionPolicies, pair =>
            Assert.Equal(pair.Value, snapshot.RegressionPolicies[pair.Key]));
        Assert.Empty(snapshot.RegressionStates);
        Assert.Equal(new InfluenceState(), snapshot.Influence);
    }

    [ConformanceFact]
    public async Task Commit_Everything_ReadBackAsWritten()
    {
        var committed = await Control.CommitAsync(ChangeEverything, CancellationToken.None);

        var read = await Control.ReadAsync(CancellationToken.None);

        Assert.Equal(1, read.Revision);
        Assert.Equal(committed.Gate with { ReleaseApprovals = [] }, read.Gate with { ReleaseApprovals = [] });
        Assert.Equal(committed.Gate.ReleaseApprovals, read.Gate.ReleaseApprovals);
        Assert.Equal(["id 1", null], read.Gate.ReleaseApprovals.Select(approval => approval.PersonId));
        if (await Control.ReadGateAsync(CancellationToken.None) is { } gate)
        {
            Assert.Equal(read.Revision, gate.Version.Revision);
            Assert.Equal(read.Gate with { ReleaseApprovals = [] }, gate.Gate with { ReleaseApprovals = [] });
        }

        Assert.Equal((committed.Influence, 1_000), (read.Influence, read.Influence.BasisPoints));
        Assert.All(committed.RiskPolicies, pair => Assert.Equal(pair.Value, read.RiskPolicies[pair.Key]));
        Assert.All(committed.HeimdallPolicies, pair => Assert.Equal(pair.Value, read.HeimdallPolicies[pair.Key]));
        Assert.All(committed.RegressionPolicies, pair => Assert.Equal(pair.Value, read.RegressionPolicies[pair.Key]));
        Assert.All(committed.RegressionStates, pair => Assert.Equal(pair.Value, read.RegressionStates[pair.Key]));
        Assert.Equal(5, read.RiskPolicies.Count);
        Assert.Single(await Store.Audit.ReadAsync(0, 10, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Commit_Nothing_RevisionStays()
    {
        var snapshot = await Control.CommitAsync((_, _) => null, CancellationToken.None);

        Assert.Equal(0, snapshot.Revision);
        Assert.Equal(0, (await Control.ReadAsync(CancellationToken.None)).Revision);
    }

    [ConformanceFact]
    public async Task Commit_WrongVersion_RefusedAndNothingWritten()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Control.CommitAsync(
            (current, _) => new ControlChange
            {
                Gate = current.Gate with { Epoch = 1, GoLiveEnabled = true },
                RiskPolicies = [current.RiskPolicies[EngineName.Global] with { Version = 3 }],
            },
            CancellationToken.None));

        var snapshot = await Control.ReadAsync(CancellationToken.None);
        Assert.Equal((0, false), (snapshot.Revision, snapshot.Gate.GoLiveEnabled));
    }

    [ConformanceFact]
    public async Task Commit_Concurrently_EveryChangeIsDecidedOnTheOneBefore()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await Control.CommitAsync(
            (current, now) => new ControlChange
            {
                Gate = current.Gate with { Epoch = current.Gate.Epoch + 1, UpdatedAt = now },
                Audit = [new AuditEntry("go_live.disable", "", ChangeAuthor.System, null, null, null)],
            },
            CancellationToken.None))));

        var snapshot = await Control.ReadAsync(CancellationToken.None);
        Assert.Equal((16, 16), (snapshot.Revision, snapshot.Gate.Epoch));
        var audit = await Store.Audit.ReadAsync(0, 100, CancellationToken.None);
        Assert.Equal(16, audit.Count);
        AuditStoreConformance.AssertChain(audit);
    }

    [ConformanceFact]
    public async Task Commit_DecisionThrows_NothingWrittenAndTheStoreGoesOn()
    {
        await Assert.ThrowsAsync<PolicyValidationException>(async () => await Control.CommitAsync(
            (_, _) => throw new PolicyValidationException("max_daily_loss", "wrong"), CancellationToken.None));

        var snapshot = await Control.CommitAsync(ChangeEverything, CancellationToken.None);
        Assert.Equal(1, snapshot.Revision);
    }

    [ConformanceFact]
    public async Task Wait_ChangeInThisProcess_Completes()
    {
        // A first wait may return at once, because nothing listened before it.
        await Control.WaitForChangeAsync(TimeSpan.Zero, CancellationToken.None);
        var waiting = Control.WaitForChangeAsync(TimeSpan.FromHours(1), CancellationToken.None).AsTask();

        await Control.CommitAsync(ChangeEverything, CancellationToken.None);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [ConformanceFact]
    public async Task Wait_Cancelled_Throws()
    {
        using var stop = new CancellationTokenSource();
        await Control.WaitForChangeAsync(TimeSpan.Zero, CancellationToken.None);
        var waiting = Control.WaitForChangeAsync(TimeSpan.FromHours(1), stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static ControlChange ChangeEverything(ControlSnapshot current, DateTimeOffset now)
    {
        var series = new KpiSeries(new DomainName("CAPITAL"), new MetricName("roi_event"));
        var risk = current.RiskPolicies[EngineName.Global] with
        {
            MaxOpenReserved = Money.FromDecimal(1_000.0001m),
            WorstCaseLossBasisPoints = 2_500,
            Reason = "tighter",
            ChangedBy = "anna",
            UpdatedAt = now,
            Version = 2,
        };
        var heimdall = current.HeimdallPolicies[new DomainName("BUYER_MATCH")] with
        {
            MaxCalibrationError = 0.1,
            ProdUseEnabled = true,
            PromotedModelVersion = "v3",
            UpdatedAt = now,
            Version = 2,
        };
        var regression = current.RegressionPolicies[series] with
        {
            Enabled = true,
            Direction = RegressionDirection.LowerIsBetter,
            Evidence = RegressionEvidence.Fisher,
            UpdatedAt = now,
            Version = 2,
        };
        return new ControlChange
        {
            Gate = current.Gate with
            {
                GoLiveEnabled = true,
                Epoch = current.Gate.Epoch + 1,
                Reason = "launch",
                UpdatedBy = "anna",
                UpdatedAt = now,
                ReleaseApprovals = [new("anna", "id 1", now.AddMinutes(-1)), new("bob", null, now)],
                ReleasedAt = now.AddHours(-1),
            },
            Influence = new InfluenceState
            {
                BasisPoints = 1_000,
                Step = 3,
                SteppedAt = now,
                DecisionId = 7,
                DecisionExpiresAt = now.AddDays(1),
                LastRollback = new RampRollback(now, "kill_switch", 2_500),
                Reason = "climb",
                UpdatedBy = "anna",
                UpdatedAt = now,
                Version = current.Influence.Version + 1,
            },
            RiskPolicies = [risk, risk with { Engine = new EngineName("NEW"), Version = 1 }],
            HeimdallPolicies = [heimdall],
            RegressionPolicies = [regression],
            RegressionStates = [new RegressionState { Series = series, Baseline = 0.95, Drop = 0.221,
                EvaluatedAt = now }],
            HeimdallEvents = [new HeimdallEvent("promote", heimdall.Domain, "v3", "anna", "ready", null)],
            Audit = [new AuditEntry("go_live.enable", "", ChangeAuthor.System, "launch", null, null, 1)],
        };
    }
}
