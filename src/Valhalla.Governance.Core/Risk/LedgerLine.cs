namespace Valhalla.Governance.Risk;

/// <summary>One engine, or GLOBAL, in a <see cref="LedgerBook"/>.</summary>
internal sealed class LedgerLine
{
    private RiskLedgerDay _loaded;
    private RiskLedgerDay _row;

    public RiskPolicy? Policy { get; private set; }

    /// <summary>The row as it was loaded, rolled to the day of the batch.</summary>
    public ref readonly RiskLedgerDay Loaded => ref _loaded;

    /// <summary>Whether the store has a row, of this day or an earlier one.</summary>
    public bool IsStored { get; private set; }

    /// <summary>The row after what was booked so far.</summary>
    public ref readonly RiskLedgerDay Row => ref _row;

    /// <summary>Whether the batch booked on the row.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Within which shifts of <see cref="Loaded"/> everything is decided the same.</summary>
    public RowCertificate Certificate { get; } = new();

    public void Load(RiskPolicy? policy, in RiskLedgerDay row, bool isStored)
    {
        Policy = policy;
        _loaded = row;
        _row = row;
        IsStored = isStored;
        IsChanged = false;
        Certificate.Widen();
    }

    public void Set(in RiskLedgerDay row)
    {
        _row = row;
        IsChanged = true;
    }
}
