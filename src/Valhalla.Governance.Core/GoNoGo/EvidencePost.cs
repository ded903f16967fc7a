namespace Valhalla.Governance;

/// <summary>Observations to record together, all or none.</summary>
/// <param name="Items">1 to <see cref="MaxItems"/> observations.</param>
/// <param name="Source">Who observed them, 1 to 200 characters.</param>
/// <param name="IdempotencyKey">Makes the request decidable once, 1 to 255 characters; may be null.</param>
public sealed record EvidencePost(IReadOnlyList<EvidenceItem> Items, string Source, string? IdempotencyKey = null)
{
    /// <summary>Who observed them, 1 to 200 characters.</summary>
    public string Source
    {
        get;
        init => field = PlainText.Normalize(value);
    } = PlainText.Normalize(Source);

    /// <summary>1 to <see cref="MaxItems"/> observations.</summary>
    public IReadOnlyList<EvidenceItem> Items
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Items);

    /// <summary>The most observations of one post: 200.</summary>
    public const int MaxItems = 200;
}
