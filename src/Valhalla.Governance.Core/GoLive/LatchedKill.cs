namespace Valhalla.Governance.GoLive;

/// <summary>A kill as it is latched in this process and, if the store does not take it, in the local file.</summary>
/// <param name="Author">Who asked for it.</param>
/// <param name="Reason">Why; null when nobody said.</param>
/// <param name="LatchedAt">When, by this process's clock, UTC.</param>
/// <param name="Note">What of it could not be kept as it was sent; null when all of it was.</param>
internal sealed record LatchedKill(
    ChangeAuthor Author, string? Reason, DateTimeOffset LatchedAt, string? Note = null)
{
    /// <summary>
    /// Makes a kill of whatever was given. Text that any other change would be refused for is mended here, because
    /// nothing may stop a kill.
    /// </summary>
    public static LatchedKill Create(ChangeAuthor? author, string? reason, DateTimeOffset now)
    {
        var kept = KeptStop.Of(author, reason);
        return new LatchedKill(kept.Author, kept.Reason, now, kept.Author.Note);
    }
}
