namespace Valhalla.Governance.Risk;

/// <summary>
/// Within which shifts of a ledger row every reservation of the batch is decided the same, word for word. A store may
/// then apply decisions made on rows it saw earlier, if the rows it locks are within. The day and
/// <see cref="RiskLedgerDay.HaltedAt"/> must be the same; counts are never read.
/// </summary>
internal sealed class RowCertificate
{
    private ShiftRange _exposure = new();
    private ShiftRange _open = new();
    private ShiftRange _netLoss = new();

    /// <summary>Of <see cref="RiskLedgerDay.ExposureUsed"/>.</summary>
    public ref ShiftRange Exposure => ref _exposure;

    /// <summary>Of <see cref="RiskLedgerDay.OpenRiskReserved"/>.</summary>
    public ref ShiftRange Open => ref _open;

    /// <summary>Of <see cref="RiskLedgerDay.CurrentNetLoss"/>.</summary>
    public ref ShiftRange NetLoss => ref _netLoss;

    /// <summary>Allows every shift: nothing was decided yet.</summary>
    public void Widen() => _exposure = _open = _netLoss = new ShiftRange();
}
