namespace Valhalla.Governance;

/// <summary>A notice was not received.</summary>
public sealed class NoticeDeliveryException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">
    /// What happened. It is kept with the dead letter and shown: no secret, no address, nothing that the receiver sent.
    /// </param>
    /// <param name="isTransient">Whether trying again makes sense.</param>
    /// <param name="retryAfter">How long the receiver asks to wait, if it said so.</param>
    /// <param name="innerException">The cause; only logged.</param>
    public NoticeDeliveryException(
        string message, bool isTransient, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(message, innerException)
    {
        IsTransient = isTransient;
        RetryAfter = retryAfter;
    }

    /// <summary>Whether trying again makes sense.</summary>
    public bool IsTransient { get; }

    /// <summary>How long the receiver asks to wait, if it said so.</summary>
    public TimeSpan? RetryAfter { get; }
}
