namespace Valhalla.Governance;

/// <summary>Policy values that are valid one by one but make no sense together; nothing was changed.</summary>
public sealed class PolicyValidationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="field">The field to correct, in wire form (snake_case).</param>
    /// <param name="message">What is wrong and what to do.</param>
    public PolicyValidationException(string field, string message)
        : base(message) => Field = field;

    /// <summary>The field to correct, in wire form (snake_case).</summary>
    public string Field { get; }
}
