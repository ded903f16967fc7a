namespace Valhalla.Governance;

/// <summary>The store could not answer, so the operation was not carried out or its outcome is not known.</summary>
public sealed class ValhallaStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">What kind of failure.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The provider's exception.</param>
    public ValhallaStoreException(StoreFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>What kind of failure.</summary>
    public StoreFailure Failure { get; }
}
