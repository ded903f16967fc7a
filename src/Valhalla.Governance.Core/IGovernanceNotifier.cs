namespace Valhalla.Governance;

/// <summary>
/// Tells somebody outside of a governance event. Register implementations as singletons; each has a durable place in
/// the audit chain of its own, so that a slow one delays no other, and none can delay a control.
/// </summary>
/// <remarks>
/// Delivery is at least once: after a crash the same notice comes again, with the same
/// <see cref="GovernanceNotice.Id"/>. One notice at a time, in the order of the audit chain, on one node at a time.
/// </remarks>
public interface IGovernanceNotifier
{
    /// <summary>
    /// The stable name under which its place in the chain is kept: 1 to 64 of <c>a-z 0-9 _ . -</c>, unique in the
    /// host. A new name starts at the end of the chain.
    /// </summary>
    string Name { get; }

    /// <summary>Delivers one notice; returning means that it was received.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="cancellationToken">
    /// Signalled when the host stops, when another node has taken over, or when the attempt takes over 2 minutes.
    /// </param>
    /// <exception cref="NoticeDeliveryException">
    /// It was not received; says whether trying again makes sense.
    /// </exception>
    /// <remarks>Any other exception counts as one that may pass: the notice is tried again.</remarks>
    ValueTask NotifyAsync(GovernanceNotice notice, CancellationToken cancellationToken);
}
