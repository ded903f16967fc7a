using Valhalla.Governance.Risk;

namespace Valhalla.Governance.Testing.Risk;

/// <summary>
/// A random run of ledger operations, the same for the same seed, played against a guard and the model at once; every
/// answer and every total must agree.
/// </summary>
internal sealed class LedgerScenario(IRiskGuard guard, ILedgerStore store, FakeTimeProvider time, int seed)
{
    private static readonly string[] Engines = ["WHOLESALE", "CAPITAL"];

    private readonly Random _random = new(seed);
    private readonly List<ReservationId> _ids = [];
    private readonly LedgerModel _model = new(
        new Dictionary<string, LedgerModel.Caps>(StringComparer.Ordinal)
        {
            ["GLOBAL"] = new(250, 1_500, 1_200, 0.1m),
            ["WHOLESALE"] = new(200, 1_000, null, 0),
            ["CAPITAL"] = new(150, 750, 700, 0.3333m),
        },
        DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));

    /// <summary>Switches the kill switch of the store under test.</summary>
    public required Func<bool, Task> SetKillSwitchAsync { get; init; }

    public async Task RunAsync(int steps)
    {
        await SetCapsAsync();
        await StartDayAsync();
        for (var step = 0; step < steps; step++)
        {
            await (_random.Next(20) switch
            {
                < 10 => ReserveAsync(),
                < 14 => SettleAsync(),
                < 17 => ReleaseAsync(),
                17 => KillAsync(),
                _ => PassTimeAsync(),
            });
        }

        await CompareTotalsAsync();
        await LedgerFold.AssertHoldsAsync(store);
    }

    private async Task SetCapsAsync()
    {
        await guard.UpsertPolicyAsync(new RiskPolicyChange(EngineName.Global, ChangeAuthor.System)
        {
            MaxOpenReserved = Money.FromDecimal(1_200),
            WorstCaseLossBasisPoints = 1_000,
        });
        await guard.UpsertPolicyAsync(new RiskPolicyChange(new EngineName("CAPITAL"), ChangeAuthor.System)
        {
            MaxOpenReserved = Money.FromDecimal(700),
            WorstCaseLossBasisPoints = 3_333,
        });
    }

    private async Task ReserveAsync()
    {
        var engine = Engines[_random.Next(Engines.Length)];
        var amount = Amount(500);
        var key = _random.Next(3) == 0 ? $"key{_random.Next(5)}" : null;
        var known = _model.Reservations.Count;
        var expected = _model.Reserve(engine, amount, key);
        var result = await guard.ReserveAsync(
            new ReserveRequest(new EngineName(engine), Money.FromDecimal(amount)) { IdempotencyKey = key });
        Assert.Equal(expected is null, result.Status == ReserveStatus.IdempotencyKeyReused);
        Assert.True(expected is null || expected == result.IsGranted, Describe(result));
        if (_model.Reservations.Count > known)
        {
            _ids.Add(result.ReservationId!.Value);
        }
    }

    private async Task SettleAsync()
    {
        if (_ids.Count == 0)
        {
            return;
        }

        var index = _random.Next(_ids.Count);
        var amount = Amount(300);
        var loss = _random.Next(2) == 0 ? Amount(60) : 0;
        var profit = loss == 0 ? Amount(40) : 0;
        var result = await guard.SettleAsync(new SettleRequest
        {
            ReservationId = _ids[index],
            Amount = Money.FromDecimal(amount),
            RealizedLoss = Money.FromDecimal(loss),
            RealizedProfit = Money.FromDecimal(profit),
        });
        Assert.Equal(_model.Settle(index, amount, loss, profit), result.IsBooked);
    }

    private async Task ReleaseAsync()
    {
        if (_ids.Count == 0)
        {
            return;
        }

        var index = _random.Next(_ids.Count);
        var amount = Amount(300);
        var result = await guard.ReleaseAsync(new ReleaseRequest(_ids[index]) { Amount = Money.FromDecimal(amount) });
        Assert.Equal(_model.Release(index, amount), result.IsBooked);
    }

    private Task KillAsync()
    {
        _model.Killed = !_model.Killed;
        return SetKillSwitchAsync(_model.Killed);
    }

    private async Task PassTimeAsync()
    {
        // Now and then the clock jumps back: the ledger day must not.
        time.SetUtcNow(time.GetUtcNow().AddHours(_random.Next(-26, 30)));
        await StartDayAsync();
        await CompareTotalsAsync();
    }

    private async Task StartDayAsync()
    {
        // A day begins with its first booking: make one that is always denied.
        await guard.ReserveAsync(new ReserveRequest(new EngineName("WHOLESALE"), Money.FromDecimal(5_000)));
        _model.StartDay((await guard.GetSnapshotAsync()).Day);
        _model.Reserve("WHOLESALE", 5_000, null);
    }

    private async Task CompareTotalsAsync()
    {
        var snapshot = await guard.GetSnapshotAsync();
        Assert.Equal(_model.Day, snapshot.Day);
        foreach (var engine in snapshot.Engines.Where(e => e.Policy.Engine.Value is not "NOTIFY"))
        {
            var expected = _model[engine.Policy.Engine.Value];
            Assert.Equal(expected.Exposure, engine.Ledger.ExposureUsed.ToDecimal());
            Assert.Equal(expected.Open, engine.Ledger.OpenRiskReserved.ToDecimal());
            Assert.Equal(expected.Loss, engine.Ledger.RealizedLoss.ToDecimal());
            Assert.Equal(expected.Profit, engine.Ledger.RealizedProfit.ToDecimal());
            Assert.Equal(expected.Reservations, engine.Ledger.Reservations);
            Assert.Equal(expected.Denials, engine.Ledger.Denials);
            Assert.Equal(expected.Halted, engine.Ledger.HaltedAt is not null);
        }
    }

    private decimal Amount(int max) => (1 + _random.Next(max * 10_000)) / 10_000m;

    private string Describe(ReserveResult result) => $"seed {seed}: {result} {string.Join("; ", result.Violations)}";
}
