namespace Valhalla.Governance;

/// <summary>
/// A mistake in how the library is set up. Its message begins with the error's id and says what to do.
/// </summary>
public sealed class ValhallaConfigurationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="id">The id, <c>VG</c> and four digits; docs/reference/errors.md lists them.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ValhallaConfigurationException(string id, string message, Exception? innerException = null)
        : base($"{id}: {message}", innerException) => Id = id;

    /// <summary>The id, such as <c>VG0001</c>.</summary>
    public string Id { get; }

    /// <summary>
    /// The message, and that of the cause. No stack: the mistake is in the settings, and the host prints this more than
    /// once when it does not start.
    /// </summary>
    public override string ToString() =>
        InnerException is { } cause ? $"{Message} ({cause.GetType().Name}: {cause.Message})" : Message;
}
