using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Risk;
using static Valhalla.Governance.Core.Tests.Risk.RiskFixture;

namespace Valhalla.Governance.Core.Tests.Risk;

/// <summary>
/// A batch of reservations decided on one ledger, and again on ledgers anywhere within its certificates: every answer,
/// journal entry and booking must be the same, word for word.
/// </summary>
public sealed class RowCertificateTests
{
    private const int Batches = 20_000;
    private static readonly DateTimeOffset Now = new(2026, 1, 13, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 1, 13);

    [Fact]
    public void Decide_LedgerWithinTheCertificates_SameDecisions()
    {
        var random = new Random(1);
        var (wide, granted, denied, warned) = (0, 0, 0, 0);
        for (var i = 0; i < Batches; i++)
        {
            var scene = Scene.Create(random);
            var expected = scene.Decide(default, default);
            var text = Text(expected.Book, expected.Results);
            granted += expected.Book.Events.Count(e => e.Kind == RiskEventKind.Reserved);
            denied += expected.Book.Events.Count(e => e.Kind == RiskEventKind.Denied);
            warned += expected.Book.Events.Count(e => e.Kind == RiskEventKind.Warning);
            for (var shifted = 0; shifted < 8; shifted++)
            {
                var engine = Shift.Within(expected.Book.LineOf(Wholesale), random);
                var global = Shift.Within(expected.Book.LineOf(EngineName.Global), random);
                wide += engine == default && global == default ? 0 : 1;
                var actual = scene.Decide(engine, global);
                Assert.True(
                    string.Equals(text, Text(actual.Book, actual.Results), StringComparison.Ordinal),
                    $"batch {i}, engine {engine}, GLOBAL {global}\n{text}\n{Text(actual.Book, actual.Results)}");
            }
        }

        // What the test is worth: all kinds of decisions, and certificates that allow something.
        Assert.True(Math.Min(granted, denied) > Batches / 2, $"{granted} granted, {denied} denied");
        Assert.True(warned > Batches / 50, $"{warned} warnings");
        Assert.True(wide > Batches * 4, $"{wide} shifted ledgers");
    }

    [Fact]
    public void Decide_OneUnitBeyondTheCertificate_IsAnotherDecision()
    {
        var scene = new Scene(
            PolicyOf(Wholesale, exposure: 100, loss: 1_000, open: null, worstCase: 0),
            PolicyOf(EngineName.Global, exposure: 100_000, loss: 1_000, open: null, worstCase: 0),
            RowOf(Wholesale, 10, 10, 0),
            RowOf(EngineName.Global, 10, 10, 0),
            [M(20), M(30)]);
        var line = scene.Decide(default, default).Book.LineOf(Wholesale);

        // 10 + 20 + 30 stays below the warning share of 80 of 100.
        Assert.Equal(M(20).Units - 1, line.Certificate.Exposure.Max);
        Assert.Single(
            scene.Decide(new Shift(M(20).Units, 0, 0), default).Book.Events, e => e.Kind == RiskEventKind.Warning);
    }

    private static string Text(LedgerBook book, IEnumerable<ReserveResult> results) => string.Join('\n',
        results.Select(LedgerAnswers.WriteReserve)
            .Concat(book.Events.Select(e => $"{e.Kind} {e.Engine} {e.Amount} {e.Reason} {e.DetailJson}"))
            .Concat(book.AddedTickets.Select(ticket => book.AnswerOf(ticket).AnswerJson))
            .Concat(book.Lines.Where(line => line.IsChanged).Select(Delta)));

    private static string Delta(LedgerLine line) =>
        $"{line.Loaded.Engine} {line.Row.ExposureUsed - line.Loaded.ExposureUsed} "
        + $"{line.Row.OpenRiskReserved - line.Loaded.OpenRiskReserved} "
        + $"{line.Row.Reservations - line.Loaded.Reservations} {line.Row.Denials - line.Loaded.Denials}";

    private static RiskPolicy PolicyOf(
        EngineName engine, decimal exposure, decimal loss, decimal? open, int worstCase) => new()
        {
            Engine = engine,
            Enabled = true,
            MaxDailyExposure = M(exposure),
            MaxDailyLoss = M(loss),
            MaxOpenReserved = open is { } value ? M(value) : null,
            WorstCaseLossBasisPoints = worstCase,
            ChangedBy = "test",
            UpdatedAt = Now.AddDays(-1),
            Version = 1,
        };

    private static RiskLedgerDay RowOf(EngineName engine, decimal exposure, decimal open, decimal netLoss) => new()
    {
        Engine = engine,
        Day = Today,
        ExposureUsed = M(exposure),
        OpenRiskReserved = M(open),
        RealizedLoss = M(netLoss),
    };

    private readonly record struct Shift(long Exposure, long Open, long NetLoss)
    {
        public static Shift Within(LedgerLine line, Random random) => new(
            Within(line.Certificate.Exposure, line.Loaded.ExposureUsed, random),
            Within(line.Certificate.Open, line.Loaded.OpenRiskReserved, random),
            Within(line.Certificate.NetLoss, line.Loaded.CurrentNetLoss, random));

        public RiskLedgerDay Apply(in RiskLedgerDay row) => row with
        {
            ExposureUsed = Money.FromUnits(row.ExposureUsed.Units + Exposure),
            OpenRiskReserved = Money.FromUnits(row.OpenRiskReserved.Units + Open),
            RealizedLoss = Money.FromUnits(row.RealizedLoss.Units + NetLoss),
        };

        /// <summary>The ends more often than not: that is where a wrong comparison shows.</summary>
        private static long Within(in ShiftRange range, Money total, Random random)
        {
            var min = Math.Max(range.Min, -total.Units);
            var max = Math.Min(range.Max, M(1_000).Units);
            return random.Next(4) switch
            {
                0 => min,
                1 => max,
                2 => 0,
                _ => random.NextInt64(min, max + 1),
            };
        }
    }

    private sealed record Scene(
        RiskPolicy Engine, RiskPolicy Global, RiskLedgerDay EngineRow, RiskLedgerDay GlobalRow, Money[] Amounts)
    {
        public static Scene Create(Random random) => new(
            RandomPolicy(Wholesale, random),
            RandomPolicy(EngineName.Global, random),
            RandomRow(Wholesale, random),
            RandomRow(EngineName.Global, random),
            [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => Money.FromUnits(random.NextInt64(1, M(60).Units)))]);

        public (LedgerBook Book, List<ReserveResult> Results) Decide(Shift engine, Shift global)
        {
            var engineRow = engine.Apply(EngineRow);
            var globalRow = global.Apply(GlobalRow);
            var book = new LedgerBook(new RiskTerms(TimeZoneInfo.Utc, 8_000));
            book.Load(new LedgerLoad
            {
                Now = Now,
                KillSwitchEngaged = false,
                Policies = new Dictionary<EngineName, RiskPolicy>
                {
                    [Wholesale] = Engine,
                    [EngineName.Global] = Global,
                },
                Ledger = [engineRow, globalRow],
            });
            var results = new List<ReserveResult>();
            for (var i = 0; i < Amounts.Length; i++)
            {
                var command = new ReserveCommand(
                    new ReserveRequest(Wholesale, Amounts[i]),
                    new ReservationId(new Guid(i + 1, 0, 0, new byte[8])),
                    new IdempotencyTicket(LedgerBatch.IdempotencyScope, $"key {i}", "hash"));
                command.Decide(book);
                command.Complete(continueHere: true);
                Assert.True(command.Completion.IsCompletedSuccessfully);
                results.Add(command.Completion.Result);
            }

            return (book, results);
        }

        private static RiskPolicy RandomPolicy(EngineName engine, Random random) => PolicyOf(
            engine,
            exposure: random.Next(20, 400),
            loss: random.Next(0, 5) == 0 ? random.Next(0, 40) : random.Next(40, 400),
            open: random.Next(3) == 0 ? random.Next(20, 400) : null,
            worstCase: random.Next(3) switch { 0 => 0, 1 => 10_000, _ => random.Next(1, 10_000) });

        private static RiskLedgerDay RandomRow(EngineName engine, Random random) => RowOf(
            engine, random.Next(0, 200), random.Next(0, 200), random.Next(3) == 0 ? random.Next(0, 60) : 0) with
        {
            HaltedAt = random.Next(12) == 0 ? Now.AddHours(-1) : null,
            Denials = random.Next(3),
        };
    }
}
