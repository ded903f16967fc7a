namespace Valhalla.Governance.Testing.Risk;

/// <summary>
/// The risk rules of domain.md section 2 once more, as plainly as possible and in decimals, to compare stores with.
/// Knows one key space, no notices and no audit.
/// </summary>
internal sealed class LedgerModel(IReadOnlyDictionary<string, LedgerModel.Caps> caps, DateOnly day)
{
    private readonly Dictionary<string, Row> _rows = [];
    private readonly Dictionary<string, (string Request, bool Granted)> _answers = [];

    public bool Killed { get; set; }

    public DateOnly Day { get; private set; } = day;

    public List<Reservation> Reservations { get; } = [];

    public Row this[string engine] => _rows.TryGetValue(engine, out var row) ? row : _rows[engine] = new Row();

    /// <summary>
    /// Decides a reservation and says whether it is granted, replayed answers included; null for a reused key.
    /// </summary>
    public bool? Reserve(string engine, decimal amount, string? key)
    {
        var request = FormattableString.Invariant($"{engine} {amount}");
        if (key is not null && _answers.TryGetValue(key, out var earlier))
        {
            return earlier.Request == request ? earlier.Granted : null;
        }

        var granted = !Killed && Fits(engine, amount) && Fits("GLOBAL", amount);
        foreach (var row in new[] { this[engine], this["GLOBAL"] })
        {
            row.Exposure += granted ? amount : 0;
            row.Open += granted ? amount : 0;
            row.Reservations += granted ? 1 : 0;
            row.Denials += granted ? 0 : 1;
        }

        if (granted)
        {
            Reservations.Add(new Reservation { Engine = engine, Open = amount, Day = Day });
        }

        if (key is not null)
        {
            _answers[key] = (request, granted);
        }

        return granted;
    }

    /// <summary>Settles part of a reservation and says whether that was possible.</summary>
    public bool Settle(int index, decimal amount, decimal loss, decimal profit)
    {
        var reservation = Reservations[index];
        if (reservation.Open <= 0 || amount > reservation.Open)
        {
            return false;
        }

        reservation.Open -= amount;
        foreach (var engine in new[] { reservation.Engine, "GLOBAL" })
        {
            var row = this[engine];
            row.Open -= amount;
            row.Loss += loss;
            row.Profit += profit;
            row.Halted |= row.NetLoss > 0 && row.NetLoss >= caps[engine].Loss;
        }

        return true;
    }

    /// <summary>Releases part of a reservation and says whether that was possible.</summary>
    public bool Release(int index, decimal amount)
    {
        var reservation = Reservations[index];
        if (reservation.Open <= 0 || amount > reservation.Open)
        {
            return false;
        }

        reservation.Open -= amount;
        foreach (var engine in new[] { reservation.Engine, "GLOBAL" })
        {
            this[engine].Open -= amount;
            this[engine].Exposure -= reservation.Day == Day ? amount : 0;
        }

        return true;
    }

    /// <summary>Lets days pass.</summary>
    public void StartDay(DateOnly day)
    {
        if (day <= Day)
        {
            return;
        }

        Day = day;
        foreach (var engine in _rows.Keys.ToList())
        {
            _rows[engine] = new Row { Open = _rows[engine].Open };
        }
    }

    private bool Fits(string engine, decimal amount)
    {
        var cap = caps[engine];
        var row = this[engine];
        return row.Exposure + amount <= cap.Exposure
            && (cap.Open is not { } open || row.Open + amount <= open)
            && !row.Halted
            && row.NetLoss < cap.Loss
            && row.NetLoss + RoundUp(cap.WorstCase * (row.Open + amount)) <= cap.Loss;
    }

    private static decimal RoundUp(decimal amount) => Math.Ceiling(amount * 10_000) / 10_000;

    /// <summary>The caps of one engine.</summary>
    internal sealed record Caps(decimal Loss, decimal Exposure, decimal? Open, decimal WorstCase);

    /// <summary>One engine's totals.</summary>
    internal sealed class Row
    {
        public decimal Exposure { get; set; }

        public decimal Open { get; set; }

        public decimal Loss { get; set; }

        public decimal Profit { get; set; }

        public long Reservations { get; set; }

        public long Denials { get; set; }

        public bool Halted { get; set; }

        public decimal NetLoss => Math.Max(0, Loss - Profit);
    }

    /// <summary>One reservation.</summary>
    internal sealed class Reservation
    {
        public required string Engine { get; init; }

        public required decimal Open { get; set; }

        public required DateOnly Day { get; init; }
    }
}
