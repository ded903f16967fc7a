namespace Valhalla.Governance.Notices;

/// <summary>How the delivery of one notice ended.</summary>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">How the last attempt failed, in words that may be shown; null when it was received.</param>
internal readonly record struct NoticeOutcome(int Attempts, string? Error)
{
    public bool IsDelivered => Error is null;
}
