import { expect, test } from 'vitest';
import { EMPTY_UPLOAD_QUEUE, reduceUploads, type UploadQuestion } from '../../lib/upload/upload-queue.ts';
import { describeQuestions } from './describe-questions.ts';

function queueOf(questions: UploadQuestion[]) {
  const ids = questions.map((_, index) => `upload-${index}`);
  const added = reduceUploads(EMPTY_UPLOAD_QUEUE, {
    type: 'added',
    files: ids.map((id) => ({ id, name: id, bytes: 1 })),
  });
  return questions.reduce(
    (queue, question, index) => reduceUploads(queue, { type: 'asked', id: ids[index] ?? '', question }),
    added,
  );
}

const inJob = (jobTitle: string): UploadQuestion => ({ kind: 'copy', jobTitle });
const large: UploadQuestion = { kind: 'shrink', limit: '10 MB' };

test('one question for all files that it concerns', () => {
  expect(describeQuestions(queueOf([inJob('Summer'), inJob('Summer'), large]))).toEqual({
    copy: '2 of these are already in Summer. Copy them from there, without sending them again?',
    shrink: '1 file is over 10 MB. Smaller copies would be JPEG files without camera data.',
  });
  expect(describeQuestions(queueOf([inJob('Summer'), inJob('Winter'), large, large]))).toEqual({
    copy: '2 of these are already in other jobs of yours. Copy them from there, without sending them again?',
    shrink: '2 files are over 10 MB. Smaller copies would be JPEG files without camera data.',
  });
  expect(describeQuestions(queueOf([inJob('Summer')])).copy).toBe(
    '1 of these is already in Summer. Copy it from there, without sending it again?',
  );
  expect(describeQuestions(EMPTY_UPLOAD_QUEUE)).toEqual({ copy: null, shrink: null });
});
